"""Sound in which nobody speaks, made with ffmpeg's generators. s16le mono 16 kHz."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from live.ffmpeg import Ffmpeg
from live.speech.transcribe import sound_of
from tests.live.speech.media import NUMBERED, run

_CHORD = "floor(mod(t,8)/2)*5/12"
_BEAT = "mod(t,0.5)"
_MUSIC = (
    f"0.12*(0.3+0.7*exp(-4*{_BEAT}))*"
    f"(sin(2*PI*t*130.81*pow(2,{_CHORD}))+sin(2*PI*t*164.81*pow(2,{_CHORD}))+sin(2*PI*t*196*pow(2,{_CHORD})))"
    f"+0.15*sin(2*PI*t*440*pow(2,floor(mod(t*2,7))/6))*exp(-3*{_BEAT})"
    f"+0.3*exp(-40*{_BEAT})*(random(0)*2-1)+0.4*sin(2*PI*55*t)*exp(-9*mod(t,1))"
)
"""Chords over four bars, a tune, a drum twice a second and a bass."""

_HANDS = "+".join(
    f"exp(-{fall}*mod(t*{rate}+{sway}*sin(t*{slow}),1)/{rate})"
    for fall, rate, sway, slow in ((60, 7.3, 0.3, 3.1), (50, 9.1, 0.4, 2.3), (70, 11.7, 0.2, 5.7))
)
_BUZZ = "0.5*lt(mod(t,0.4),0.25)*(mod(t*(120+20*sin(PI*t)),1)-0.5)"
"""Bursts of a gliding saw tooth: with the resonances of a vowel, the voice model takes it for a voice."""

GENERATORS = {
    "silence": "anullsrc=r=16000:cl=mono",
    "pink noise": "anoisesrc=c=pink:a=0.3:r=16000:seed=1",
    "music": f"aevalsrc='{_MUSIC}':s=16000",
    "applause": f"aevalsrc='0.3*(random(0)*2-1)*({_HANDS}+0.3)':s=16000",
    "almost a voice": f"aevalsrc='{_BUZZ}':s=16000,equalizer=f=700:t=q:w=2:g=20,equalizer=f=1200:t=q:w=3:g=15",
}


def noise(ffmpeg: Ffmpeg, name: str, seconds: float) -> bytes:
    """So many seconds of it."""
    source = ["-f", "lavfi", "-i", GENERATORS[name]]
    told = subprocess.run(
        [str(ffmpeg.path), "-v", "error", *source, "-t", f"{seconds}", "-ac", "1", "-ar", "16000", "-f", "s16le", "-"],
        capture_output=True,
        check=True,
    )
    return told.stdout


def muted(ffmpeg: Ffmpeg, folder: Path, seconds: float) -> Iterator[bytes]:
    """A feed with a picture whose microphone is off, as LiveCue reads it."""
    inputs = ["-f", "lavfi", "-i", NUMBERED.format(seconds=seconds), "-f", "lavfi", "-i", "anullsrc=r=44100:cl=stereo"]
    options = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest"]
    run(ffmpeg, *inputs, "-t", f"{seconds}", *options, str(folder / "muted.mp4"))
    return sound_of(folder / "muted.mp4")
