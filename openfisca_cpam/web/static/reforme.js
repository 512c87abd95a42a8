"use strict";
// The reform in the address (after « # », which stays in the browser), rows added in place, the comparison without
// leaving the page. Without this script the form does all of it but read the address.

(() => {
  const form = document.getElementById("reforme");
  const rows = document.getElementById("rangs");
  const state = document.getElementById("etat");
  const model = rows.querySelector("[data-rang]").cloneNode(true);

  // Rows ---------------------------------------------------------------------

  function renumber() {
    [...rows.children].forEach((row, rank) => {
      row.querySelectorAll("[id], [for], [aria-describedby], [value^='retirer:'], legend").forEach((part) => {
        for (const name of ["id", "for", "aria-describedby"]) {
          if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/-\d+(?=$|\s|-)/g, `-${rank}`));
        }
        for (const name of ["aria-label"]) {
          if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/\d+/, rank + 1));
        }
        if (part.matches("button")) part.value = `retirer:${rank}`;
        if (part.matches("legend")) part.textContent = part.textContent.replace(/\d+/, rank + 1);
      });
      row.querySelector("button").setAttribute("aria-label", row.querySelector("button").getAttribute("aria-label").replace(/\d+/, rank + 1));
    });
  }

  function add(values = {}) {
    const row = model.cloneNode(true);
    row.querySelectorAll(".message-erreur").forEach((part) => part.remove());
    row.querySelectorAll(".champ-erreur").forEach((part) => part.classList.remove("champ-erreur"));
    row.querySelectorAll("[aria-invalid]").forEach((part) => part.removeAttribute("aria-invalid"));
    row.querySelector(".connu").replaceChildren();
    for (const name of ["parametre", "date", "valeur"]) {
      const field = row.querySelector(`[name="${name}"]`);
      field.value = values[name] ?? (name === "date" ? rows.lastElementChild?.querySelector("[name='date']").value ?? "" : "");
    }
    rows.append(row);
    renumber();
    return row;
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.value === "ajouter") {
      event.preventDefault();
      add().querySelector("[name='parametre']").focus();
    } else if (button.value.startsWith("retirer:")) {
      event.preventDefault();
      const row = button.closest("[data-rang]");
      if (rows.children.length > 1) row.remove();
      else row.querySelectorAll("input[type='text']").forEach((field) => { field.value = ""; });
      renumber();
      document.getElementById("ajouter").focus();
    }
  });

  // A parameter chosen in the list: its name in the field, what it is below.
  rows.addEventListener("choix", (event) => {
    event.preventDefault();
    const field = event.target;
    const { nom, libelle, href, valeur } = event.detail;
    field.value = nom;
    const known = field.closest(".rang-parametre").querySelector(".connu");
    const link = document.createElement("a");
    const value = document.createElement("span");
    link.href = href;
    link.lang = "fr";
    link.textContent = libelle;
    value.textContent = valeur ? `${field.dataset.loi} ${valeur}` : "";
    known.replaceChildren(link, " ", value);
    field.closest("[data-rang]").querySelector("[name='valeur']").focus();
  });

  // The address ---------------------------------------------------------------

  function written() {
    const found = { rows: [], situation: "" };
    for (const [key, value] of new URLSearchParams(window.location.hash.slice(1))) {
      const place = key.lastIndexOf("@");
      if (key === "cas") found.situation = value;
      else if (place > 0) found.rows.push({ parametre: key.slice(0, place), date: key.slice(place + 1), valeur: readable(value) });
    }
    return found;
  }

  function readable(value) {
    return value.replace(/^\[|\]$/g, "").replace(/^"|"$/g, "");
  }

  function fill() {
    const found = written();
    if (!found.rows.length) return false;
    rows.replaceChildren();
    found.rows.slice(0, 40).forEach(add);
    const select = document.getElementById("situation");
    if ([...select.options].some((option) => option.value === found.situation)) select.value = found.situation;
    return true;
  }

  // The comparison --------------------------------------------------------------

  let turn = 0;

  async function compute() {
    const mine = ++turn;
    const result = document.getElementById("resultat");
    const body = new URLSearchParams(new FormData(form));
    body.set("action", "calculer");
    state.textContent = form.dataset.enCours;
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== turn) return;
      const fresh = page.getElementById("resultat");
      if (!fresh) { state.textContent = page.querySelector("h1")?.textContent || form.dataset.echec; return; }
      result.replaceChildren(...fresh.childNodes);
      document.getElementById("erreurs").replaceChildren(...page.getElementById("erreurs").childNodes);
      rows.replaceChildren(...page.getElementById("rangs").childNodes);
      for (const element of [...rows.childNodes]) if (element.nodeType !== Node.ELEMENT_NODE) element.remove();
      swap(page, "texte");
      swap(page, "yaml");
      state.textContent = answer.ok ? form.dataset.fait : "";
      const shared = result.querySelector("[data-adresse]");
      if (shared) {
        const { search, pathname } = window.location;
        history.replaceState(null, "", `${pathname}${search}#${shared.dataset.adresse.split("#")[1]}`);
      }
      result.dispatchEvent(new CustomEvent("contenu", { bubbles: true }));
      (document.getElementById("resume-erreurs") || document.getElementById("avant-apres"))?.focus();
    } catch {
      if (mine === turn) state.textContent = form.dataset.echec;
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  // The folded part of a field, with its mistakes; what is typed stays as it is.
  function swap(page, id) {
    const fresh = page.getElementById(id)?.closest("details");
    const old = document.getElementById(id)?.closest("details");
    if (fresh && old) old.replaceWith(fresh);
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.value !== "calculer") return;
    event.preventDefault();
    compute();
  });

  window.addEventListener("hashchange", () => { if (fill()) compute(); });
  if (fill() && !document.querySelector("#resultat > section")) compute();
})();
