"""The report of a reform's cost: one page of HTML that needs no network, charts drawn by altair as SVG."""

import re
from html import escape

from openfisca_cpam.population.cout import Cout, Ligne
from openfisca_cpam.population.mistakes import TableError

_NOMS = {"amo": "Assurance Maladie", "complementaires": "Complémentaires", "menages": "Ménages"}
_COULEURS = {"Assurance Maladie": "#0b5fa5", "Complémentaires": "#8a6d00", "Ménages": "#a3284a"}
_STYLE = """
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin-bottom:.2rem}h2{font-size:1.2rem;margin-top:2.2rem}.source{opacity:.75;margin-top:0}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1rem;margin:1.5rem 0}
dl div{border:1px solid #8884;border-radius:.5rem;padding:.8rem 1rem}dt{font-size:.9rem;opacity:.8}
dd{margin:0;font-size:1.35rem;font-variant-numeric:tabular-nums}dd small{display:block;font-size:.8rem;opacity:.75}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.92rem}
td,tbody th{white-space:nowrap}
th,td{text-align:right;padding:.3rem .5rem;border-bottom:1px solid #8883}th:first-child,td:first-child{text-align:left}
figure{margin:1rem 0;background:#fff;border-radius:.5rem;padding:.5rem}figure svg{max-width:100%;height:auto}
@media print{body{max-width:none}}
"""


def page(found: Cout) -> str:
    """The page.

    Args:
        found: what ``cout`` gives.

    Raises:
        TableError: without the extra ``charts``.
    """
    dimensions = list(dict.fromkeys(one.dimension for one in found.lignes))
    whole = [one for one in found.lignes if one.dimension == "ensemble"]
    parts = [
        f"<!doctype html><html lang=fr><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{escape(found.titre)}</title><style>{_STYLE}</style>",
        f"<h1>{escape(found.titre)}</h1><p class=source>{escape(found.source)}</p>",
        "<dl>" + "".join(map(_tuile, whole)) + _gagnants(whole) + "</dl>",
    ]
    for name in dimensions[1:]:
        lines = [one for one in found.lignes if one.dimension == name]
        parts.append(f"<h2>Par {escape(name)}</h2><figure>{_graphique(lines, name)}</figure>{_table(lines)}")
    measured = "".join(
        f"<li>{escape(_NOMS[payeur])} : <code>{escape(texte)}</code></li>" for payeur, texte in found.mesures.items()
    )
    parts.append(
        f"<h2>Ce que mesurent ces chiffres</h2><p>Loi de {escape(found.period)}, {_entier(found.personnes)} personnes "
        f"tirées ; montants par an. L'intervalle à 95 % est celui de l'échantillon seul : ni les hypothèses de la "
        f"population, ni les changements de comportement n'y sont.</p><ul>{measured}</ul>"
    )
    if found.defaults:
        parts.append(f"<p>Valeur par défaut, faute de colonne : {escape(', '.join(found.defaults))}.</p>")
    return "\n".join(parts) + "\n"


def _tuile(one: Ligne) -> str:
    return (
        f"<div><dt>{escape(_NOMS[one.payeur])}</dt><dd>{_millions(one.ecart)} M€"
        f"<small>de {_millions(one.ecart_min)} à {_millions(one.ecart_max)} M€</small></dd></div>"
    )


def _gagnants(whole: list[Ligne]) -> str:
    one = next((line for line in whole if line.payeur == "menages"), None)
    if one is None:
        return ""
    return (
        f"<div><dt>Gagnants, perdants</dt><dd>{_entier(one.gagnants)}<small>personnes dont le foyer paie moins ; "
        f"{_entier(one.perdants)} dont il paie plus</small></dd></div>"
    )


def _graphique(lines: list[Ligne], name: str) -> str:
    try:
        import altair
        import vl_convert
    except ImportError:
        raise TableError(["le rapport demande l'extra « charts » : pip install openfisca-cpam[charts]"]) from None
    rows = [
        {
            "groupe": one.groupe, "payeur": _NOMS[one.payeur], "ecart": one.par_personne,
            "bas": one.par_personne_min, "haut": one.par_personne_max,
        }
        for one in lines
    ]  # fmt: skip
    order = list(dict.fromkeys(one.groupe for one in lines))
    payers = list(dict.fromkeys(row["payeur"] for row in rows))
    base = altair.Chart(altair.Data(values=rows)).encode(
        y=altair.Y("groupe:N", sort=order, title=None),
        yOffset=altair.YOffset("payeur:N", sort=payers),
        color=altair.Color(
            "payeur:N", title=None, legend=altair.Legend(orient="top"),
            scale=altair.Scale(domain=payers, range=[_COULEURS[one] for one in payers]),
        ),
    )  # fmt: skip
    bars = base.mark_bar(height={"band": 0.8}).encode(x=altair.X("ecart:Q", title="euros par personne et par an"))
    errors = base.mark_rule(color="#222").encode(x="bas:Q", x2="haut:Q", color=altair.value("#222"))
    chart = (bars + errors).properties(width=560, height=altair.Step(14 if len(payers) > 1 else 20))
    drawn = vl_convert.vegalite_to_svg(chart.to_json())
    label = escape(f"Écart moyen par personne, par {name} ; les valeurs sont dans le tableau qui suit", quote=True)
    return re.sub(r"<svg ", f'<svg role="img" aria-label="{label}" ', drawn, count=1)


def _table(lines: list[Ligne]) -> str:
    names = (
        "Groupe", "Payeur", "Personnes", "Avant (M€)", "Après (M€)", "Écart (M€)", "Par personne (€)",
        "Intervalle à 95 % (€)", "Gagnants", "Perdants",
    )  # fmt: skip
    head = "<tr>" + "".join(f"<th scope=col>{name}" for name in names) + "</tr>"
    body = []
    for one in lines:
        of_households = one.payeur == "menages"
        body.append(
            f"<tr><th scope=row>{escape(one.groupe)}<td>{escape(_NOMS[one.payeur])}<td>{_entier(one.personnes)}"
            f"<td>{_millions(one.avant)}<td>{_millions(one.apres)}<td>{_millions(one.ecart)}<td>{_euros(one.par_personne)}"
            f"<td>{_euros(one.par_personne_min)} à {_euros(one.par_personne_max)}"
            f"<td>{_part(one.gagnants, one.personnes) if of_households else ''}"
            f"<td>{_part(one.perdants, one.personnes) if of_households else ''}</tr>"
        )
    return f"<div class=scroll><table>{head}{''.join(body)}</table></div>"


def _fr(text: str) -> str:
    return text.replace(",", "\u202f").replace(".", ",").replace("-", "−")


def _millions(value: float) -> str:
    return _fr(f"{value / 1e6:,.1f}")


def _euros(value: float) -> str:
    return _fr(f"{value:,.2f}")


def _entier(value: float) -> str:
    return _fr(f"{value:,.0f}")


def _part(part: float, whole: float) -> str:
    return _fr(f"{100 * part / whole:.1f}") + " %" if whole else ""
