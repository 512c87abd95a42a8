"""Ten thousand random households against openfisca-france 176.1.8, each difference explained by a rule number.

openfisca-france needs an older core: it runs in an environment of its own, looked for in ``.venv-openfisca-france`` or
given by OPENFISCA_FRANCE_PYTHON. The page docs/comparaison_openfisca_france.md tells the differences.
"""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy
import pytest
from openfisca_core.simulations import SimulationBuilder

ICI = Path(__file__).parent
OUTILS = ICI / "openfisca_france"
sys.path.insert(0, str(OUTILS))

from tirage_openfisca_france import NOMBRE_DE_MOIS, ages_revolus, mois_de_demande, tire  # noqa: E402

PYTHON = Path(os.environ.get("OPENFISCA_FRANCE_PYTHON", ICI.parents[1] / ".venv-openfisca-france" / "bin" / "python"))

pytestmark = [
    pytest.mark.complet,
    pytest.mark.skipif(
        not PYTHON.is_file(),
        reason="openfisca-france 176.1.8 n'est pas installé (.venv-openfisca-france ou OPENFISCA_FRANCE_PYTHON)",
    ),
]

STATUTS = ("locataire", "proprietaire", "heberge_gratuitement")
# The rules whose reading by openfisca-france changes the resources.
REGLES_DES_RESSOURCES = ("R3", "R11", "R14", "R15", "R17-R18", "R19", "R25")


def notre_simulation(systeme, t):
    """Our simulation of the drawn households: the application is filed on the first of the month."""
    jour, menages = f"{t.mois}-01", t.foyer.max() + 1
    constructeur = SimulationBuilder()
    constructeur.create_entities(systeme)
    constructeur.declare_person_entity("individu", numpy.arange(t.foyer.size))
    foyers = constructeur.declare_entity("foyer", numpy.arange(menages))
    cles = numpy.array(["demandeur", "conjoint", "personne_a_charge"])
    constructeur.join_with_persons(foyers, t.foyer, cles[t.role])
    simulation = constructeur.build(systeme)

    def enum(nom, membres):
        possibles = systeme.variables[nom].possible_values
        return possibles.encode(numpy.array([possibles[membre].index for membre in membres]))

    for rang, mois in enumerate(t.mois_connus):
        for nom, valeurs in t.mensuel.items():
            simulation.set_input(nom, mois, valeurs[:, rang])
        simulation.set_input("aide_logement", mois, t.menages["aide_logement"][:, rang])
    maintenant = NOMBRE_DE_MOIS - 1
    par_an = t.mensuel["pensions_alimentaires_versees_individu"][:, 0] * 12
    entrees = {
        ("date_naissance", "ETERNITY"): t.personnes["date_naissance"],
        ("c2s_percoit_aspa", jour): t.mensuel["aspa"][:, maintenant] > 0,
        ("c2s_percoit_asi", jour): t.mensuel["asi"][:, maintenant] > 0,
        ("c2s_chomage_indemnise", jour): t.personnes["chomeur"],
        ("c2s_arret_maladie_plus_six_mois", jour): t.personnes["malade_six_mois"],
        ("regime_local_alsace_moselle", t.mois): t.personnes["regime_local"],
        ("c2s_avis_pensions_alimentaires_versees", jour): t.personnes["avis_pensions_versees"],
        ("c2s_pensions_alimentaires_versees_annee_civile", jour): par_an,
        ("c2s_residence_alternee", jour): enum(
            "c2s_residence_alternee", numpy.where(t.personnes["garde_alternee"], "charge_partagee", "non")
        ),
        ("zone_residence", t.mois): enum("zone_residence", numpy.where(t.menages["outre_mer"], "dom", "metropole")),
        ("statut_logement", t.mois): enum("statut_logement", numpy.array(STATUTS)[t.menages["statut"]]),
        ("beneficiaire_rsa", t.mois): t.menages["rsa"],
        ("c2s_decision_date", jour): numpy.full(menages, jour, dtype="datetime64[D]"),
    }
    for (nom, quand), valeurs in entrees.items():
        simulation.set_input(nom, quand, valeurs)
    return simulation


class Ressources:
    """The base of resources, written a second time, each rule read our way or that of openfisca-france."""

    def __init__(self, t, loi):
        self.t, self.loi = t, loi
        self.menages = t.foyer.max() + 1

    def somme(self, valeurs):
        return numpy.bincount(self.t.foyer, weights=valeurs, minlength=self.menages)

    def base(self, ailleurs=()):
        """The base of each household.

        Args:
            ailleurs: the rules read as openfisca-france does.
        """
        t = self.t
        enfant = t.role == 2
        age_limite = 26 if "R3" in ailleurs else 25
        self.membre = ~enfant | (t.personnes["age"] < age_limite)
        nouvelle = t.mois >= "2022-01" and "R11" not in ailleurs
        periode = slice(0, 12) if nouvelle else slice(1, 13)
        mois = t.mois_connus[periode]
        entiers = (
            "salaire_net",
            "chomage_net",
            "indemnites_journalieres",
            "retraite_nette",
            "pensions_alimentaires_percues",
        )
        total = sum(t.mensuel[nom][:, periode].sum(axis=1) for nom in entiers)
        abattu = t.personnes["chomeur"] | t.personnes["malade" if "R15" in ailleurs else "malade_six_mois"]
        total = total - 0.3 * abattu * t.mensuel["salaire_net"][:, periode].sum(axis=1)
        allocations = self._allocations(periode, mois, "R19" in ailleurs)
        versees = self._pensions_versees(periode, "R14" in ailleurs)
        base = self.somme(self.membre * (total + allocations["individu"] - versees)) + allocations["foyer"]
        base = base + self._logement(periode, "R17-R18" in ailleurs)
        return base if "R25" in ailleurs else numpy.maximum(base, 0)

    def _allocations(self, periode, mois, ailleurs):
        t = self.t
        individu, foyer = numpy.zeros(t.foyer.size), numpy.zeros(self.menages)
        for rang, un_mois in zip(range(*periode.indices(NOMBRE_DE_MOIS)), mois, strict=True):
            recent = un_mois >= "2021-04"
            # openfisca-france starts every abatement in April 2021.
            connu = recent or not ailleurs
            aah, asi, aspa = (t.mensuel[nom][:, rang] for nom in ("aah", "asi", "aspa"))
            seul, couple = ((49, 86) if recent else (20, 34)) if connu else (0, 0)
            deux = (self.somme((asi > 0) & (t.role < 2)) > 1)[t.foyer] & (t.role < 2)
            sur_asi = numpy.where(aah > 0, 0, numpy.where(deux, couple / 2, seul))
            individu += numpy.maximum(aah - 68 * connu, 0) + numpy.maximum(asi - sur_asi, 0)
            nombre = self.somme(aspa > 0)
            if ailleurs:
                abattement = numpy.where(nombre > 1, 110, 71) * connu
                foyer += numpy.maximum(self.somme(aspa) - abattement, 0)
            else:
                individu += numpy.maximum(aspa - numpy.where(nombre > 1, 55, 71)[t.foyer], 0)
        return {"individu": individu, "foyer": foyer}

    def _pensions_versees(self, periode, ailleurs):
        t = self.t
        payees = t.mensuel["pensions_alimentaires_versees_individu"]
        annee = t.mois[:4]
        if ailleurs or annee == "2022":
            return payees[:, periode].sum(axis=1)
        return payees[:, 0] * 12 if annee == "2023" else t.personnes["avis_pensions_versees"]

    def _logement(self, periode, ailleurs):
        t = self.t
        rang = numpy.minimum(self.somme(self.membre), 3).astype(int) - 1
        rsa = self.loi.references_nationales.rsa.montant_base * numpy.array([1, 1.5, 1.8])[rang]
        sans, avec = rsa * numpy.array([0.12, 0.14, 0.14])[rang], rsa * numpy.array([0.12, 0.16, 0.165])[rang]
        avantage = t.menages["statut"] > 0
        if ailleurs:
            aide = t.menages["aide_logement"][:, -1]
            return 12 * (avantage * sans + numpy.minimum(aide, avec))
        sans, avec = (numpy.floor(numpy.round(x * 100, 6) + 0.5) / 100 for x in (sans, avec))
        aide = t.menages["aide_logement"][:, periode]
        return numpy.where(aide > 0, numpy.minimum(aide, avec[:, None]), (avantage * sans)[:, None]).sum(axis=1)


def coefficient(t, foyer, membre):
    """The coefficient of one household, person by person, for the persons that count."""
    rangs = numpy.flatnonzero((t.foyer == foyer) & membre)
    rangs = sorted(rangs, key=lambda i: (t.role[i], t.personnes["date_naissance"][i], t.personnes["garde_alternee"][i]))
    total = 0.0
    for place, personne in enumerate(rangs, start=1):
        taux = 1 if place == 1 else 0.5 if place == 2 else 0.3 if place <= 4 else 0.4
        total += taux / 2 if t.personnes["garde_alternee"][personne] else taux
    return total


def participations(t, loi, ages, membre):
    """The contributions of a household's members at given ages."""
    general, local = loi.participation.regime_general.calc(ages), loi.participation.regime_local.calc(ages)
    montants = membre * numpy.where(t.personnes["regime_local"], local, general)
    return numpy.bincount(t.foyer, weights=montants, minlength=t.foyer.max() + 1)


@pytest.fixture(scope="module")
def ailleurs(tmp_path_factory):
    """The results of openfisca-france."""
    chemin = tmp_path_factory.mktemp("openfisca_france") / "resultats.npz"
    subprocess.run([str(PYTHON), str(OUTILS / "calcule.py"), str(chemin)], check=True, cwd=OUTILS)
    return numpy.load(chemin)


def decide(base, sans, avec, *, strict, presume, rsa):
    """2 without contribution, 1 with, 0 none."""
    gratuit = rsa | ((base < sans) if strict else (base <= sans))
    return numpy.where(gratuit, 2, numpy.where(presume | (base <= avec), 1, 0))


def test_each_difference_bears_a_rule_number(systeme, ailleurs, capsys):
    compte, fautes, total, differents = Counter(), [], 0, 0
    for mois in mois_de_demande():
        t = tire(mois)
        jour, menages = f"{mois}-01", t.foyer.max() + 1
        total += menages
        loi = systeme.get_parameters_at_instant(jour)
        c2s = loi.complementaire_sante_solidaire
        simulation = notre_simulation(systeme, t)
        ici = {
            nom: numpy.asarray(simulation.calculate(nom, jour))
            for nom in (
                "c2s_base_ressources", "c2s_plafond_sans_participation", "c2s_plafond_avec_participation",
                "c2s_participation_mensuelle_foyer", "c2s_foyer_presume", "c2s_droit",
            )
        }  # fmt: skip
        la = {nom.split(" ", 1)[1]: valeurs for nom, valeurs in ailleurs.items() if nom.startswith(mois)}

        # 1. The resources, written twice: ours, and theirs once each rule is read their way.
        ressources = Ressources(t, loi)
        notre_base = ressources.base()
        if not numpy.allclose(notre_base, ici["c2s_base_ressources"], atol=0.02):
            fautes.append(f"{mois} : notre base de ressources ne se retrouve pas")
        leur_base = ressources.base(REGLES_DES_RESSOURCES)
        if not numpy.allclose(leur_base, la["css_cmu_base_ressources"], atol=0.5):
            fautes.append(f"{mois} : leur base de ressources ne se retrouve pas")
        causes = {regle: numpy.abs(ressources.base((regle,)) - notre_base) > 0.02 for regle in REGLES_DES_RESSOURCES}

        # 2. The ceilings: they count children of any age, and round the formula.
        tous = numpy.ones(t.foyer.size, dtype=bool)
        zone = 1 + c2s.plafond.majoration_dom * t.menages["outre_mer"]
        leurs = numpy.array([coefficient(t, f, tous) for f in range(menages)]) * c2s.plafond.base_personne_seule * zone
        if not (numpy.abs(leurs - la["cmu_c_plafond"]) <= 0.51).all():
            fautes.append(f"{mois} : leur plafond ne se retrouve pas")
        trop_ages = numpy.bincount(t.foyer, weights=(t.role == 2) & (t.personnes["age"] >= 25), minlength=menages) > 0
        ecart = numpy.abs(la["cmu_c_plafond"] - ici["c2s_plafond_sans_participation"]) > 0.01
        ecart |= numpy.abs(la["acs_plafond"] - ici["c2s_plafond_avec_participation"]) > 0.01
        causes["R4"] = ecart & trop_ages
        causes["R8-R9"] = ecart & ~trop_ages
        proches = numpy.abs(la["acs_plafond"] - ici["c2s_plafond_avec_participation"])[~trop_ages] <= 2.5
        if not proches.all():
            fautes.append(f"{mois} : un plafond diffère de plus de l'arrondi sans enfant de vingt-cinq ans")

        # 3. The contributions: they take the age of the month, and of all.
        de_l_annee = numpy.datetime64(mois[:4] + "-01-01")
        ages_1er_janvier = numpy.maximum(0, ages_revolus(t.personnes["date_naissance"], de_l_annee))
        ages_du_mois = t.personnes["age"]
        membre = (t.role < 2) | (ages_du_mois < 25)
        notre_tarif = participations(t, c2s, ages_1er_janvier, membre)
        leur_tarif = participations(t, c2s, ages_du_mois, tous)
        if not numpy.allclose(leur_tarif, la["css_participation_forfaitaire_montant"], atol=0.01):
            fautes.append(f"{mois} : leur tarif ne se retrouve pas")
        causes["R29"] = numpy.abs(participations(t, c2s, ages_du_mois, membre) - notre_tarif) > 0.001
        causes["R4"] |= numpy.abs(leur_tarif - participations(t, c2s, ages_du_mois, membre)) > 0.001

        # 4. The decisions follow from these quantities and from nothing else.
        presume, rsa = ici["c2s_foyer_presume"], t.menages["rsa"]
        plafonds = ici["c2s_plafond_sans_participation"], ici["c2s_plafond_avec_participation"]
        leurs_plafonds = la["cmu_c_plafond"], la["acs_plafond"]
        notre = decide(notre_base.round(2), *plafonds, strict=True, presume=presume, rsa=rsa)
        leur = decide(la["css_cmu_base_ressources"], *leurs_plafonds, strict=False, presume=False, rsa=rsa)
        droits = systeme.variables["c2s_droit"].possible_values
        valeurs = {droits.aucun.index: 0, droits.avec_participation.index: 1, droits.sans_participation.index: 2}
        decide_ici = numpy.vectorize(valeurs.get)(ici["c2s_droit"])
        decide_la = numpy.where(la["cmu_c"] > 0, 2, numpy.where(la["css_participation_forfaitaire"] > 0, 1, 0))
        if (notre != decide_ici).any() or (leur != decide_la).any():
            fautes.append(f"{mois} : une décision ne se retrouve pas")
        causes["R27"] = presume & (notre == 1)
        causes["R10"] = notre_base.round(2) == ici["c2s_plafond_sans_participation"]

        # 5. Every difference has a cause; a cause is decisive when it alone changes our result.
        montant_ici = ici["c2s_participation_mensuelle_foyer"]
        # A presumed person of a refused household keeps his own right.
        presume_seul = (notre == 0) & (montant_ici > 0)
        causes["R27"] |= presume_seul
        different = (notre != leur) | (numpy.abs(montant_ici - la["css_participation_forfaitaire"]) > 0.01)
        tarif_du_mois = participations(t, c2s, ages_du_mois, membre)
        tarif_de_tous = numpy.where(trop_ages, leur_tarif - tarif_du_mois + notre_tarif, notre_tarif)
        les_deux = list(zip(leurs_plafonds, plafonds, strict=True))
        arrondis = [numpy.where(trop_ages, nos, leurs) for leurs, nos in les_deux]
        comptes = [numpy.where(trop_ages, leurs, nos) for leurs, nos in les_deux]
        variantes = {regle: {"base": ressources.base((regle,)).round(2)} for regle in REGLES_DES_RESSOURCES} | {
            "R4": {"plafonds": comptes, "tarif": tarif_de_tous},
            "R8-R9": {"plafonds": arrondis},
            "R10": {"strict": False},
            "R27": {"presume": False},
            "R29": {"tarif": tarif_du_mois},
        }
        decisives = {}
        for regle, variante in variantes.items():
            droit = decide(
                variante.get("base", notre_base.round(2)),
                *variante.get("plafonds", plafonds),
                strict=variante.get("strict", True),
                presume=variante.get("presume", presume),
                rsa=rsa,
            )
            montant = numpy.where(droit == 1, variante.get("tarif", notre_tarif), 0)
            nos_montants = numpy.where(notre == 1, notre_tarif, 0)
            decisives[regle] = causes[regle] & ((droit != notre) | (numpy.abs(montant - nos_montants) > 0.001))
        decisives["R27"] |= presume_seul
        differents += int(different.sum())
        for rang in numpy.flatnonzero(different):
            ses_causes = [regle for regle, cause in causes.items() if cause[rang]]
            if not ses_causes:
                fautes.append(f"{mois}, ménage {rang} : différence sans règle")
            compte.update([regle for regle in ses_causes if decisives[regle][rang]] or ["plusieurs règles ensemble"])
    with capsys.disabled():
        print(f"\n{differents} ménages différents sur {total} ; causes : {dict(compte.most_common())}")
    assert not fautes, "\n".join(fautes)
    assert total == 10_000 and differents > 0
