// What is wrong on this page, in words. `target` is the least side of anything to press, `letters` the least size of text.
([target, letters]) => {
  const told = new Set();
  const lineage = function* (el) { for (; el; el = el.parentElement) yield el; };
  const name = (el) =>
    `<${el.tagName.toLowerCase()} ${el.getAttribute("class") ?? ""}> ${(el.innerText || el.name || "").trim().slice(0, 20)}`;
  const seen = (el) => {
    const box = el.getBoundingClientRect();
    return el.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1 && box.bottom > 0;
  };

  const pressed = "a[href], button, select, textarea, summary, input:not([type=hidden]), [role=button]";
  for (const el of document.querySelectorAll(pressed)) {
    if (!seen(el) || el.closest("svg") || el.matches(".skip")) continue;
    const whole = el.matches("[type=radio], [type=checkbox]") ? el.closest("label") ?? el : el;
    const { width, height } = whole.getBoundingClientRect();
    if (Math.min(width, height) < target - 0.5)
      told.add(`${Math.round(width)}×${Math.round(height)} < ${target}: ${name(el)}`);
  }
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) told.add(`wider than the screen: ${scrollWidth}`);

  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = colour.slice(0, 3).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (el) => {
    for (const at of lineage(el)) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };

  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const el = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || !seen(el)) continue;
    if (el.closest("svg, script, style, option, .silent, .skip")) continue;
    const style = getComputedStyle(el);
    const size = parseFloat(style.fontSize);
    if (size < letters) told.add(`${size}px < ${letters}px: ${name(el)}`);
    if (letters && parseFloat(style.lineHeight) / size < 1.295) told.add(`lines are too close: ${name(el)}`);
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    const lines = [...range.getClientRects()].map((line) => line.width);
    const sentence = words.currentNode.data.trim().length > 8; // a label may be narrow
    if (sentence && lines.length > 2 && Math.max(...lines) < 5.5 * size) told.add(`squeezed into ${lines.length} lines: ${name(el)}`);
    if (el.closest(":disabled")) continue;
    const [dark, bright] = [luminance(rgb(style.color)), luminance(ground(el))].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dark + 0.05);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (contrast < (large ? 3 : 4.5)) told.add(`contrast ${contrast.toFixed(2)}: ${name(el)}`);
  }
  return [...told];
};
