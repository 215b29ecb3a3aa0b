// Whether this browser can seal a ballot, asked in words that every browser knows. Where it cannot, the page says which
// other ways there are; where a script did not come, that the page should be loaded again.
(function () {
  var page = document.getElementById("booth");
  function show(name) {
    var parts = page.querySelectorAll("[data-state]");
    for (var n = 0; n < parts.length; n++) parts[n].hidden = parts[n].getAttribute("data-state") !== name;
  }
  var able = typeof BigInt === "function" && typeof TextEncoder === "function" && typeof fetch === "function" &&
    typeof AbortController === "function" && window.crypto && typeof crypto.getRandomValues === "function" &&
    "noModule" in document.createElement("script");
  if (!able) return show("unable");
  if (!Object.hasOwn) {
    Object.hasOwn = function (thing, name) { return Object.prototype.hasOwnProperty.call(thing, name); };
  }
  page.setAttribute("data-able", "yes");
  addEventListener("error", function (event) {
    if (page.getAttribute("data-begun")) return;
    show(event.target === window ? "unable" : "broken");
  }, true);
})();
