"use strict";
// Search: rows whose text holds every word stay; in the transcript the words are marked. Text only, never markup.
for (const box of document.querySelectorAll("input[data-search]")) {
  const rows = [...document.querySelectorAll(box.dataset.search)];
  const none = document.getElementById(box.dataset.none);
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
      for (const line of row.querySelectorAll(".line")) markWords(line, words);
    }
    none.hidden = shown > 0;
  });
}
function markWords(line, words) {
  const text = line.textContent;
  line.textContent = "";
  let from = 0;
  const lower = text.toLowerCase();
  while (from < text.length) {
    let at = -1, found = "";
    for (const word of words) {
      const i = lower.indexOf(word, from);
      if (i >= 0 && (at < 0 || i < at)) { at = i; found = word; }
    }
    if (at < 0) break;
    line.append(text.slice(from, at));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + found.length);
    line.append(mark);
    from = at + found.length;
  }
  line.append(text.slice(from));
}
// One clip plays at a time.
document.addEventListener("play", (event) => {
  for (const video of document.querySelectorAll("video")) if (video !== event.target) video.pause();
}, true);
// On paper everything is unfolded.
addEventListener("beforeprint", () => { for (const d of document.querySelectorAll("details")) d.open = true; });
