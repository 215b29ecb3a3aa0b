// Parts marked data-live look again when told that they changed; while the stream is broken, every five seconds.
// A part says what it was told of last, so that nobody gives it what was drawn before.
const SLOWLY = 5000, SPREAD = 1000;

for (const part of document.querySelectorAll("[data-live]")) {
  let seen = 0, timer = 0;
  const again = () => setTimeout(() => part.dispatchEvent(new Event("again")), Math.random() * SPREAD);
  const stream = new EventSource(part.dataset.live);
  stream.addEventListener("again", (event) => {
    const { version } = JSON.parse(event.data);
    if (version && version <= seen) return;
    seen = Math.max(seen, version);
    if (seen) part.setAttribute("hx-vals", JSON.stringify({ version: seen }));
    again();
  });
  stream.addEventListener("error", () => { timer ||= setInterval(again, SLOWLY); });
  stream.addEventListener("open", () => { clearInterval(timer); timer = 0; });
}
