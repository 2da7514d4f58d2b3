/* The pages work without this file. It opens the chat with a question that stands on a button, lets the picture follow the chosen colour, and
   signs the chat out together with the shop. Nothing here knows more of the chat than its published JS API. */
"use strict";

/* Calls made before the chat has loaded wait in a queue: the documented form. */
window.Yingda = window.Yingda || function () { (window.Yingda.q = window.Yingda.q || []).push(arguments); };

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-ask]");
  if (button) window.Yingda("open", { text: button.dataset.ask });
});

const product = document.querySelector("[data-product]");
if (product) {
  product.addEventListener("change", ({ target }) => {
    if (target.name !== "colour") return;
    for (const drawn of product.querySelectorAll("[data-follows] > .pic")) {
      drawn.setAttribute("class", "pic c-" + target.dataset.paint);
      if (drawn.hasAttribute("aria-label")) drawn.setAttribute("aria-label", target.dataset.label);
    }
    const url = new URL(location.href);
    url.searchParams.set("colour", target.value);
    history.replaceState(history.state, "", url);
  });
}

/* A quantity that was typed is sent when the field is left; without script there is a button for it. */
for (const field of document.querySelectorAll("[data-count]")) {
  field.addEventListener("change", () => { if (field.value !== field.defaultValue && field.checkValidity()) field.form.requestSubmit(); });
}
for (const select of document.querySelectorAll("[data-submits]")) select.addEventListener("change", () => select.form.requestSubmit());
for (const hidden of document.querySelectorAll("[data-noscript]")) hidden.hidden = true;

if (document.body.hasAttribute("data-gone")) window.Yingda("logout");
