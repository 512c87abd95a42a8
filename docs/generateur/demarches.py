"""The page of formalities, by domain: what to do, with which form, by when, and how to appeal; from the catalogue."""

from generateur.loi import CONFIANCES, Plan, sources
from generateur.page import bloc, echappe, pluriel, tete, titre
from openfisca_cpam.demarches import Demarche, domaines, du_domaine
from openfisca_cpam.demarches.fiche import FicheDemarche, FicheRecours, fiche
from openfisca_cpam.explanation.formats import texte

PAGE = "assure/demarches.md"


def page(plan: Plan) -> str:
    """The page, as the law is on the last day on which its values were checked."""
    found = [
        tete("Les formalités"),
        titre(1, "Les formalités", "formalites"),
        '\n<p class="chapeau">Pour chaque prestation : que faire, qui le fait, avec quel formulaire, avant quelle '
        "date, ce que vaut le silence, et comment contester. Les dates d'une situation se calculent : "
        "<code>openfisca-cpam demarches</code>.</p>\n\n",
    ]
    for key, name in domaines().items():
        steps = [one for one in du_domaine(key) if one.vaut(plan.jour)]
        found += [titre(2, name, key), f"\n{pluriel(len(steps), 'démarche')}.\n\n"]
        found += [_demarche(plan, one) for one in steps]
    return "".join(found)


def _demarche(plan: Plan, one: Demarche) -> str:
    shown = fiche(plan.system, one, plan.jour)
    kind = "exigé par la loi" if shown.obligatoire else "conseillé"
    until = f" jusqu'au {texte(shown.jusqu_a)}" if shown.jusqu_a else ""
    grade = f'<span class="confiance {one.confiance}" title="{CONFIANCES[one.confiance]}">{one.confiance}</span>'
    return titre(3, shown.intitule[:1].upper() + shown.intitule[1:], one.id) + bloc(
        f'<p class="regle">{echappe(shown.prestation)}</p>',
        f'<p class="nom"><code>{one.id}</code> <span>{kind}, depuis le {texte(shown.depuis)}{until}</span> {grade}</p>',
        _ligne("Qui", shown.qui),
        _ligne("À qui", shown.destinataire),
        _ligne("Formulaire", shown.formulaire),
        _ligne("Pièces", " ; ".join(shown.pieces)),
        _delais(plan, shown),
        _ligne("Silence", shown.silence),
        *(_recours(each) for each in shown.recours),
        _lectures(plan, shown),
        sources(shown.references),
    )


def _ligne(label: str, text: str | None) -> str:
    return f"<p><b>{label} :</b> {echappe(text)}</p>" if text else ""


def _delais(plan: Plan, shown: FicheDemarche) -> str:
    links = ", ".join(f"{plan.lien(PAGE, one.parametre, one.libelle)} ({echappe(one.texte)})" for one in shown.delais)
    return f"<p><b>Délai :</b> {links}</p>" if links else ""


def _recours(one: FicheRecours) -> str:
    delay = f", délai : {one.delai}" if one.delai else ""
    court = f" ; ensuite, {one.tribunal[:1].lower()}{one.tribunal[1:]}" if one.tribunal else ""
    after = f", délai : {one.delai_tribunal}" if one.tribunal and one.delai_tribunal else ""
    silence = f" ; {one.silence}" if one.silence else ""
    return _ligne("Recours", f"{one.devant}{delay}{silence}{court}{after}")


def _lectures(plan: Plan, shown: FicheDemarche) -> str:
    links = ", ".join(plan.lien(PAGE, name) for name in dict.fromkeys(shown.lit))
    return f'<p class="renvois" data-search-exclude><b>Lit :</b> {links}</p>'
