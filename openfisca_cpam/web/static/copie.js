"use strict";
// Copy buttons, and the line of a mistake shown in the pasted text. Without this script the texts are there to select.

(() => {
  function ready(root) {
    root.querySelectorAll("[data-copie], [data-copie-adresse]").forEach((button) => { button.hidden = !navigator.clipboard; });
  }

  async function copy(button) {
    const { copie, copieAdresse, fait } = button.dataset;
    const source = document.getElementById(copie || copieAdresse);
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(copie ? source.textContent : source.href);
      button.textContent = fait;
      setTimeout(() => { button.textContent = before; }, 2000);
    } catch { window.getSelection().selectAllChildren(source); }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copie], [data-copie-adresse]");
    if (button) copy(button);
    const link = event.target.closest("a[data-ligne]");
    const field = link && document.getElementById(link.dataset.champ);
    if (field) {
      event.preventDefault();
      const lines = field.value.split("\n");
      const rank = Math.min(Number(link.dataset.ligne), lines.length) - 1;
      const start = lines.slice(0, rank).join("\n").length + (rank ? 1 : 0);
      field.focus();
      field.setSelectionRange(start, start + lines[rank].length);
      field.scrollTop = Math.max(0, rank - 3) * (field.scrollHeight / lines.length);
    }
  });

  document.addEventListener("contenu", (event) => ready(event.target));
  ready(document);
})();
