"use strict";
// What both pages do: read the address, keep a socket open, count broadcast time on, and put text in as text.
const query = new URLSearchParams(location.search);
const language = query.get("lang") || document.documentElement.lang;
const zh = !language.startsWith("en");
document.documentElement.lang = language;
const RETRY_FIRST = 500, RETRY_LAST = 5000, SILENCE = 10000; // milliseconds; the server says something every 3000
let view = null, told = 0, heard = 0, retry = RETRY_FIRST, socket = null;

function number(name, otherwise, low, high) {
  const value = Number.parseFloat(query.get(name));
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;
}
function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
}
function now() { // seconds of broadcast time
  if (!view) return 0;
  return view.running ? view.now + (performance.now() - told) / 1000 : view.now;
}
function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
function connect(page, draw) {
  socket = new WebSocket(`ws://${location.host}/${page}/live?token=${encodeURIComponent(query.get("token") || "")}`);
  heard = performance.now();
  socket.onmessage = (message) => {
    heard = performance.now();
    if (!message.data) return;
    view = JSON.parse(message.data);
    told = performance.now();
    retry = RETRY_FIRST;
    document.body.classList.remove("lost");
    draw();
  };
  const gone = socket;
  const again = () => {
    clearInterval(watch);
    gone.onmessage = gone.onclose = null;
    gone.close(); // a dead one may never answer: nothing waits for it
    document.body.classList.add("lost");
    setTimeout(() => connect(page, draw), retry);
    retry = Math.min(RETRY_LAST, retry * 1.7);
  };
  socket.onclose = again;
  const watch = setInterval(() => { if (performance.now() - heard > SILENCE) again(); }, 1000);
}
