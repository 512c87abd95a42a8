// The slider of dates and the button that prints: comfort only, the form does the same without this file.
"use strict";

(() => {
  // A number leads to its step: open it.
  const unfold = () => {
    const step = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (step instanceof HTMLDetailsElement) step.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  const form = document.querySelector(".formulaire-date");
  const print = document.getElementById("imprimer");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  if (!form) return;

  const field = form.querySelector("#loi");
  const days = [...form.querySelectorAll("#jalons option")].map((option) => ({
    day: option.value,
    words: option.textContent,
  }));
  if (days.length < 2) return;

  const line = document.createElement("p");
  line.className = "ligne-curseur";
  const label = document.createElement("label");
  label.htmlFor = "curseur";
  label.textContent = form.dataset.curseur;
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", id: "curseur", min: 0, max: days.length - 1, step: 1 });
  const said = document.createElement("output");
  said.htmlFor = "curseur";
  line.append(label, slider, said);
  form.prepend(line);

  // The last change that is not after a day.
  const rank = (day) => Math.max(0, days.filter((one) => one.day <= day).length - 1);
  let settled = true;
  const say = () => {
    const here = days[Number(slider.value)];
    const figure = document.getElementById("resultat").dataset.chiffre;
    said.value = settled && figure ? `${here.words} – ${figure}` : here.words;
    slider.setAttribute("aria-valuetext", said.value);
  };
  slider.value = rank(field.value);
  say();

  let asked = 0;
  let timer = 0;
  const show = async () => {
    const mine = ++asked;
    settled = false;
    say();
    const body = new URLSearchParams(new FormData(form));
    const result = document.getElementById("resultat");
    result.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body, credentials: "omit" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== asked) return;
      const fresh = page.getElementById("resultat");
      const wrong = page.getElementById("loi-erreur");
      form.querySelector("#loi-erreur")?.remove();
      if (wrong) form.prepend(document.adoptNode(wrong));
      else if (fresh) {
        result.replaceChildren(...document.adoptNode(fresh).childNodes);
        result.dataset.chiffre = fresh.dataset.chiffre ?? "";
        settled = true;
        say();
      }
      field.toggleAttribute("aria-invalid", Boolean(wrong));
    } finally {
      if (mine === asked) result.removeAttribute("aria-busy");
    }
  };
  slider.addEventListener("input", () => {
    field.value = days[Number(slider.value)].day;
    clearTimeout(timer);
    settled = false;
    say();
    timer = setTimeout(show, 120);
  });
  field.addEventListener("change", () => {
    if (!field.value) return;
    slider.value = rank(field.value);
    show();
  });
})();
