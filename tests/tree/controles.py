"""The checks of the tree, as functions from a content to the list of its faults.

Each is shown a faulty content by ``test_controles.py`` and the whole tree by the other files. The rules of parameters
and cases are those of ``openfisca-cpam check``, in ``openfisca_cpam/quality``.
"""

import ast
import datetime
import re

from openfisca_cpam.quality.parameters import ADRESSE

# First levels of variables/, with the prefixes of their names (none: any name without another domain's prefix).
DOMAINES = {
    "individu": (),
    "foyer": (),
    "transport": ("transport_",),
    "franchises": ("franchise_", "franchises_", "participation_"),
    "soins": ("soins_",),
    "hospitalisation": ("hospitalisation_",),
    "appareillage": ("appareillage_", "optique_", "audition_", "dentaire_"),
    "complementaire_sante_solidaire": ("c2s_",),
    "couverture_universelle": ("puma_", "ame_", "ceam_"),
    "prestations_especes": ("ij_", "maladie_", "maternite_", "accident_travail_", "invalidite_", "capital_deces_"),
    "demarches": ("demarches_", "demarche_", "hors_departement_"),
}
DOMAINES_DES_PARAMETRES = {*DOMAINES, "references_nationales"}
SANS_LOI_DATEE = {"individu", "foyer"}
MACHINERIE = {"cli", "explanation", "population", "quality", "reforms", "situation", "situations", "web"}
SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
JOUR = re.compile(r"\d{4}(-\d{2}){1,2}")


def est_un_texte(valeur) -> bool:
    return isinstance(valeur, str) and bool(valeur.strip())


# ---------------------------------------------------------------- sources of variables/


def importe_la_machinerie(arbre: ast.AST) -> list[str]:
    """Imports, in a file of the law, of what must only read it."""
    fautes = []
    for noeud in ast.walk(arbre):
        modules = []
        if isinstance(noeud, ast.Import):
            modules = [alias.name for alias in noeud.names]
        elif isinstance(noeud, ast.ImportFrom):
            source = "openfisca_cpam" if noeud.level else (noeud.module or "")
            suite = [noeud.module] if noeud.level and noeud.module else []
            modules = [".".join([source, *suite, alias.name]) for alias in noeud.names]
        for module in modules:
            parties = module.split(".")
            if parties[0] == "openfisca_cpam" and len(parties) > 1 and parties[1] in MACHINERIE:
                fautes.append(f"ligne {noeud.lineno} : {module} importé dans un fichier de la loi")
    return fautes


def est_une_variable(noeud: ast.AST) -> bool:
    """True for a class written on Variable."""
    return isinstance(noeud, ast.ClassDef) and any(isinstance(b, ast.Name) and b.id == "Variable" for b in noeud.bases)


def variables_definies(arbre: ast.Module) -> list[str]:
    """Names of the variables of a file."""
    return [noeud.name for noeud in ast.walk(arbre) if est_une_variable(noeud)]


# Bounds, defaults and lengths describe the variable; they are no law.
_ATTRIBUTS_LIBRES = {"minimum", "maximum", "default_value", "max_length", "end"}
# Nothing, one whole, and the sign or the step of one day, month or year.
_NOMBRES_LIBRES = {0, 1}
_PAS_VECTORIEL = {"vectorize", "apply_along_axis", "fromiter", "frompyfunc", "tolist", "iterrows"}


def _textes_libres(arbre: ast.AST) -> set[int]:
    """Docstrings: any date may be told there."""
    libres = set()
    for noeud in ast.walk(arbre):
        corps = getattr(noeud, "body", None)
        if isinstance(corps, list) and corps and isinstance(corps[0], ast.Expr):
            libres.add(id(corps[0].value))
    return libres


def _sans_attributs(arbre: ast.Module):
    """Every node of a file, save the values of the variables' descriptive attributes."""
    reste = [arbre]
    while reste:
        noeud = reste.pop()
        yield noeud
        enfants = list(ast.iter_child_nodes(noeud))
        if est_une_variable(noeud):
            enfants = [
                enfant
                for enfant in enfants
                if not (
                    isinstance(enfant, ast.Assign)
                    and all(isinstance(cible, ast.Name) and cible.id in _ATTRIBUTS_LIBRES for cible in enfant.targets)
                )
            ]
        reste.extend(enfants)


def nombres_de_la_loi(arbre: ast.Module) -> list[str]:
    """Numbers and dates written in Python: they belong in a parameter."""
    fautes, textes_libres = [], _textes_libres(arbre)
    for noeud in _sans_attributs(arbre):
        if not isinstance(noeud, ast.Constant) or isinstance(noeud.value, bool):
            continue
        if isinstance(noeud.value, int | float | complex) and noeud.value not in _NOMBRES_LIBRES:
            fautes.append(f"ligne {noeud.lineno} : {noeud.value} écrit dans une formule ; en faire un paramètre")
        elif isinstance(noeud.value, str) and id(noeud) not in textes_libres and JOUR.fullmatch(noeud.value):
            fautes.append(f"ligne {noeud.lineno} : date {noeud.value} écrite dans une formule ; en faire un paramètre")
    return fautes


def formules_mal_ecrites(arbre: ast.Module, domaine: str) -> list[str]:
    """Formulas without a date or a docstring, loops over persons, tests on the year of the period."""
    fautes = []
    for classe in filter(est_une_variable, ast.walk(arbre)):
        for formule in classe.body:
            if not isinstance(formule, ast.FunctionDef) or not formule.name.startswith("formula"):
                continue
            nom = f"ligne {formule.lineno} : {classe.name}.{formule.name}"
            if not re.fullmatch(r"formula_\d{4}(_\d{2}){0,2}", formule.name) and domaine not in SANS_LOI_DATEE:
                fautes.append(f"{nom} n'est pas datée du jour d'effet de la règle (formula_AAAA_MM_JJ)")
            if not est_un_texte(ast.get_docstring(formule)):
                fautes.append(f"{nom} : docstring manquante")
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.Attribute) and noeud.attr in _PAS_VECTORIEL:
            fautes.append(f"ligne {noeud.lineno} : {noeud.attr} parcourt les personnes une à une")
        if isinstance(noeud, ast.Compare | ast.If | ast.IfExp):
            condition = noeud if isinstance(noeud, ast.Compare) else noeud.test
            for attribut in ast.walk(condition):
                if (
                    isinstance(attribut, ast.Attribute)
                    and attribut.attr in ("year", "month", "day", "date")
                    and isinstance(attribut.value, ast.Attribute)
                    and attribut.value.attr in ("start", "stop")
                ):
                    fautes.append(f"ligne {noeud.lineno} : test sur la date de la période ; dater la formule")
    return sorted(set(fautes))


def nom_refuse(nom: str, domaine: str) -> str | None:
    """Why a variable may not bear this name in this domain, or None."""
    if not SNAKE_CASE.fullmatch(nom):
        return f"{nom} : minuscules ASCII, chiffres et _ exigés"
    prefixes = DOMAINES.get(domaine)
    if prefixes is None:
        return f"{nom} : domaine {domaine} inconnu"
    if prefixes and not nom.startswith(prefixes):
        return f"{nom} : préfixe {' ou '.join(prefixes)} exigé dans {domaine}"
    if not prefixes and nom.startswith(DOMAINES["transport"] + DOMAINES["franchises"]):
        return f"{nom} : préfixe d'un autre domaine"
    return None


# ---------------------------------------------------------------- variables of the loaded system

# Units of inputs whose smallest value is plain.
_UNITES_BORNEES = {
    "currency", "currency/km", "currency/hour", "km", "count", "hour", "minute", "day", "month", "year", "/1",
}  # fmt: skip
_FINS = {
    "_eligible": (bool, None),
    "_taux": (float, {"/1"}),
    "_montant": (float, {"currency"}),
    "_nombre": (int, {"count"}),
    "_date": (datetime.date, None),
}


def fautes_d_une_variable(variable, unites) -> list[str]:
    """Faults of a variable of the loaded system.

    Args:
        variable: an instance of Variable.
        unites: the closed list of units.
    """
    nom, fautes = variable.name, []
    nombre = variable.value_type in (float, int)
    if not est_un_texte(variable.label) or variable.label == nom:
        fautes.append("label manquant")
    references = variable.reference or []
    if not all(map(est_un_texte, references)) or all(ADRESSE.fullmatch(str(une)) for une in references):
        fautes.append("reference : au moins un article (et non une adresse seule) exigé")
    if nombre and variable.unit not in unites:
        fautes.append(f"unit {variable.unit!r} hors de units.yaml")
    if nombre and str(getattr(variable.dtype, "__name__", variable.dtype)) not in ("float64", "int64"):
        fautes.append(f"stockée en {variable.dtype}")
    if getattr(variable.set_input, "__module__", "").startswith("openfisca_core"):
        fautes.append("set_input d'OpenFisca : il ignore en silence un jour donné pour un mois ; etend_la_periode")
    for fin, (type_exige, unites_exigees) in _FINS.items():
        if nom.endswith(fin) and (
            variable.value_type is not type_exige or (unites_exigees and variable.unit not in unites_exigees)
        ):
            fautes.append(f"un nom en {fin} est de type {type_exige.__name__} {' '.join(unites_exigees or '')}".strip())
    minimum, maximum = getattr(variable, "minimum", None), getattr(variable, "maximum", None)
    if nombre and not variable.formulas and variable.unit in _UNITES_BORNEES and minimum is None:
        fautes.append("donnée d'entrée sans minimum")
    if minimum is not None and maximum is not None and minimum > maximum:
        fautes.append(f"minimum {minimum} au-dessus du maximum {maximum}")
    for borne, hors in ((minimum, lambda v, b: v < b), (maximum, lambda v, b: v > b)):
        if borne is not None and hors(variable.default_value, borne):
            fautes.append(f"valeur par défaut {variable.default_value} hors de la borne {borne}")
    fautes += _fautes_d_enum(variable)
    return [f"{nom} : {faute}" for faute in fautes]


def _fautes_d_enum(variable) -> list[str]:
    fautes = []
    possibles = getattr(variable, "possible_values", None)
    if variable.name.endswith("_motif") and possibles is None:
        fautes.append("un nom en _motif est de type Enum")
    if possibles is None:
        return fautes
    for membre in possibles:
        if not est_un_texte(membre.value) or membre.value == membre.name or "_" in membre.value:
            fautes.append(f"{membre.name} : texte en français exigé, pas {membre.value!r}")
        if not SNAKE_CASE.fullmatch(membre.name):
            fautes.append(f"{membre.name} : minuscules ASCII, chiffres et _ exigés")
    # A second member of one text is an alias: a loop over the Enum never shows it.
    if len(possibles.__members__) != len(list(possibles)):
        fautes.append("deux membres portent le même texte")
    return fautes
