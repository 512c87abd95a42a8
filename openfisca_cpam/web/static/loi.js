"use strict";
// Suggestions while a word is typed: the list of the search itself, asked of this service and shown below the field.

(() => {
  const DELAY = 160;

  function combobox(input) {
    const words = input.dataset;
    const kinds = JSON.parse(words.genres);
    const list = document.createElement("ul");
    const status = document.createElement("p");
    list.className = "propositions";
    list.id = `${input.id}-propositions`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", document.querySelector(`label[for="${input.id}"]`)?.textContent || "");
    list.hidden = true;
    status.className = "lu-seulement";
    status.setAttribute("role", "status");
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);
    const row = input.closest(".recherche-ligne, .champ-liste") || input.parentElement;
    if (row.matches(".champ-liste")) row.append(list, status);
    else row.after(list, status);

    let rows = [];
    let current = -1;
    let timer = 0;
    let asked = 0;

    function close() {
      list.hidden = true;
      list.replaceChildren();
      rows = [];
      current = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(row) {
      if (input.dispatchEvent(new CustomEvent("choix", { bubbles: true, cancelable: true, detail: row }))) window.location.assign(row.href);
      close();
    }

    function mark(rank) {
      current = rank;
      [...list.children].forEach((item, place) => {
        const option = item.firstElementChild;
        option.setAttribute("aria-selected", String(place === rank));
        if (place === rank) {
          input.setAttribute("aria-activedescendant", option.id);
          option.scrollIntoView({ block: "nearest" });
        }
      });
      if (rank < 0) input.removeAttribute("aria-activedescendant");
    }

    function show(found) {
      rows = found;
      current = -1;
      list.replaceChildren(...found.map((row, rank) => {
        const item = document.createElement("li");
        const option = document.createElement("span");
        const small = document.createElement("small");
        item.setAttribute("role", "presentation");
        option.setAttribute("role", "option");
        option.id = `${list.id}-${rank}`;
        option.setAttribute("aria-selected", "false");
        option.textContent = row.libelle;
        if (words.lang !== "fr") option.lang = "fr";
        small.textContent = [kinds[row.genre], row.nom].filter(Boolean).join(" · ");
        option.append(small);
        // Before the field loses the focus, which closes the list.
        option.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(row); });
        item.append(option);
        return item;
      }));
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(Boolean(found.length)));
      status.textContent = words.annonce.replace("#", found.length);
    }

    async function ask() {
      const question = input.value.trim();
      const turn = ++asked;
      if (question.length < 2) { close(); return; }
      const query = new URLSearchParams({ q: question });
      if (words.genre) query.set("genre", words.genre);
      if (words.lang !== "fr") query.set("lang", words.lang);
      try {
        const answer = await fetch(`${words.source}?${query}`, { headers: { Accept: "application/json" } });
        if (!answer.ok || turn !== asked) return;
        const found = await answer.json();
        const article = found.article && !words.genre
          ? [{ genre: "article", nom: "", libelle: found.article.titre, href: found.article.href }] : [];
        if (turn === asked && document.activeElement === input) show([...article, ...found.resultats]);
      } catch { close(); }
    }

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, DELAY); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
      else if (event.key === "ArrowDown" && rows.length) { event.preventDefault(); mark((current + 1) % rows.length); }
      else if (event.key === "ArrowUp" && rows.length) { event.preventDefault(); mark(current <= 0 ? rows.length - 1 : current - 1); }
      else if (event.key === "Enter" && current >= 0) { event.preventDefault(); choose(rows[current]); }
    });
  }

  // Fields may come later: each is made ready when it is first entered.
  const ready = new WeakSet();
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches?.("input[data-source]") || ready.has(target)) return;
    ready.add(target);
    combobox(target);
  });
  const here = document.activeElement;
  if (here?.matches?.("input[data-source]")) here.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
})();
