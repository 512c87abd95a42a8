"""What is spent is always paid by someone: properties over random acts, stays and emergency visits."""

import datetime

import numpy
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.indexed_enums import Enum
from openfisca_core.simulations import SimulationBuilder

JOURS = ["2005-03-01", "2007-10-01", "2010-05-01", "2015-06-01", "2020-05-01", "2023-11-02", "2024-03-31", "2024-05-15",
         "2025-03-31", "2025-05-16", "2026-01-01", "2026-03-01", "2026-05-04"]  # fmt: skip
MONTANTS = {
    "soins_tarif", "soins_prix", "soins_medicament_prix_generique", "hospitalisation_tarif_journalier",
    "hospitalisation_acte_tarif", "hospitalisation_chambre_prix_jour", "hospitalisation_complementaire_chambre_jour",
    "hospitalisation_urgences_facture",
}  # fmt: skip
SOINS = (
    "soins_nature", "soins_nombre_actes", "soins_tarif", "soins_prix", "soins_specialite", "soins_secteur",
    "soins_type_acte", "soins_objet", "soins_acces", "soins_medicament_service", "soins_medicament_generique_refuse",
    "soins_medicament_prix_generique", "soins_coefficient", "soins_imagerie", "soins_actes_cumules",
    "soins_meme_professionnel", "soins_en_etablissement", "soins_lie_ald", "soins_prevu_protocole",
    "soins_lie_at_mp", "soins_lie_terrorisme", "soins_teleconsultation", "soins_exigence_particuliere",
    "soins_prescrit", "soins_psychologue_seances_anterieures", "participation_nombre_deja_annee",
    "participation_montant_deja_annee", "franchises_deja_retenues_annee",
)  # fmt: skip
SEJOUR = (
    "hospitalisation_service", "hospitalisation_tarif_journalier", "hospitalisation_jours_anterieurs",
    "hospitalisation_sortie_par_transfert", "hospitalisation_sortie_par_deces", "hospitalisation_acte_tarif",
    "hospitalisation_forfait_acte_couteux_deja_acquitte", "hospitalisation_hors_parcours", "hospitalisation_lie_ald",
    "hospitalisation_lie_at_mp", "hospitalisation_chambre_prix_jour", "hospitalisation_chambre_prescrite",
    "hospitalisation_complementaire_chambre_jour", "hospitalisation_urgences_suite",
    "hospitalisation_urgences_facture", "hospitalisation_urgences_nombre_participations",
)  # fmt: skip
PERSONNE = (
    "ald_type", "beneficiaire_c2s", "beneficiaire_ame", "beneficiaire_aspa", "beneficiaire_pension_invalidite",
    "beneficiaire_pension_militaire", "victime_terrorisme", "regime_local_alsace_moselle", "complementaire_type",
    "complementaire_taux_garantie", "complementaire_couvre_facultatif", "medecin_traitant_declare", "sexe",
)  # fmt: skip


def _valeur(variable):
    """A strategy for a value of an input, its default half of the time."""
    if variable.value_type is bool:
        return st.booleans()
    if variable.value_type is Enum:
        possibles = st.sampled_from(list(variable.possible_values))
    elif variable.name in MONTANTS:
        possibles = st.integers(0, 40_000).map(lambda centimes: centimes / 100)
    elif variable.value_type is int:
        possibles = st.integers(0, 60)
    elif variable.unit == "/1":
        possibles = st.integers(100, 400).map(lambda pour_cent: pour_cent / 100)
    else:
        possibles = st.integers(0, 80).map(float)
    return st.one_of(st.none(), possibles)


def _patients(systeme, noms):
    champs = {nom: _valeur(systeme.variables[nom]) for nom in noms}
    champs["naissance"] = st.dates(datetime.date(1930, 1, 1), datetime.date(2023, 1, 1))
    champs["nuits"] = st.integers(0, 60)
    return st.lists(st.fixed_dictionaries(champs), min_size=1, max_size=12)


def _simule(systeme, patients, jour):
    constructeur = SimulationBuilder()
    constructeur.create_entities(systeme)
    constructeur.declare_person_entity("individu", numpy.arange(len(patients)))
    foyers = constructeur.declare_entity("foyer", numpy.arange(len(patients)))
    constructeur.join_with_persons(foyers, numpy.arange(len(patients)), ["demandeur"] * len(patients))
    simulation = constructeur.build(systeme)
    for nom in patients[0]:
        if nom in ("naissance", "nuits"):
            continue
        variable = systeme.variables[nom]
        periode = {"month": jour[:7], "year": jour[:4], "eternity": "ETERNITY"}.get(variable.definition_period, jour)
        donnees = [patient[nom] for patient in patients]
        # An input that has a formula is given for everyone or for no one.
        if variable.formulas and None in donnees:
            continue
        remplies = [variable.default_value if donnee is None else donnee for donnee in donnees]
        if variable.value_type is Enum:
            remplies = variable.possible_values.encode(numpy.array([membre.index for membre in remplies]))
        simulation.set_input(nom, periode, numpy.array(remplies) if variable.value_type is not Enum else remplies)
    naissances = [min(patient["naissance"], datetime.date.fromisoformat(jour)) for patient in patients]
    simulation.set_input("date_naissance", "ETERNITY", numpy.array(naissances, dtype="datetime64[D]"))
    entrees = numpy.datetime64(jour) - numpy.array([patient["nuits"] for patient in patients])
    if jour >= "2007-03-01":
        simulation.set_input("hospitalisation_date_entree", jour, entrees)
    return simulation


@settings(max_examples=150, deadline=None)
@given(donnees=st.data())
def test_acts_add_up(systeme, donnees):
    jour = donnees.draw(st.sampled_from(JOURS))
    simulation = _simule(systeme, donnees.draw(_patients(systeme, SOINS + PERSONNE)), jour)
    lu = lambda nom: numpy.asarray(simulation.calculate(nom, jour))  # noqa: E731
    parts = ("soins_versement", "soins_part_regime_local", "soins_part_c2s", "soins_part_complementaire")
    reste = lu("soins_reste_a_charge")
    numpy.testing.assert_allclose(sum(lu(nom) for nom in parts) + reste, lu("soins_depense"), atol=1e-6)
    for nom in (*parts, "soins_depassement", "soins_ticket_moderateur", "soins_franchise"):
        assert (lu(nom) >= -1e-9).all(), nom
    assert (reste >= -1e-9).all()
    numpy.testing.assert_allclose(
        lu("soins_base_remboursement") + lu("soins_depassement"), lu("soins_depense"), atol=1e-6
    )
    retenues = lu("soins_participation_forfaitaire") + lu("soins_franchise")
    assert (retenues <= lu("soins_part_amo") + 1e-9).all()
    # No contract pays what the law leaves to the patient.
    assert (reste >= retenues - 1e-9).all()
    assert (lu("soins_avance_patient") <= lu("soins_depense") + 1e-9).all()


@settings(max_examples=100, deadline=None)
@given(donnees=st.data())
def test_stays_and_emergency_visits_add_up(systeme, donnees):
    jour = donnees.draw(st.sampled_from([jour for jour in JOURS if jour >= "2007-10-01"]))
    simulation = _simule(systeme, donnees.draw(_patients(systeme, SEJOUR + PERSONNE)), jour)
    lu = lambda nom: numpy.asarray(simulation.calculate(f"hospitalisation_{nom}", jour))  # noqa: E731
    for depense, *parts in (
        ("depense", "part_amo", "part_regime_local", "part_c2s", "part_complementaire", "reste_a_charge"),
        (
            "urgences_depense", "urgences_versement", "urgences_part_regime_local", "urgences_part_c2s",
            "urgences_part_complementaire", "urgences_reste_a_charge",
        ),
    ):  # fmt: skip
        numpy.testing.assert_allclose(sum(lu(nom) for nom in parts), lu(depense), atol=1e-6)
        for nom in parts:
            assert (lu(nom) >= -1e-9).all(), nom
    # The daily charge and the 20 % are never both paid for one day.
    assert (lu("forfait_journalier_impute") <= lu("participation_proportionnelle") + 1e-6).all()
    assert (lu("forfait_journalier_impute") <= lu("forfait_journalier_total") + 1e-6).all()


def test_the_letter_of_the_text_caps_consultations(systeme):
    """R8b: the boolean parameter chooses between the practice and the text."""
    from openfisca_core.reforms import Reform

    def lettre(parametres):
        noeud = parametres.soins.parcours.plafond_majoration_consultations
        noeud.update(start="2006-01-01", value=True)
        return parametres

    class LettreDuTexte(Reform):
        def apply(self):
            self.modify_parameters(modifier_function=lettre)

    medecin = systeme.variables["soins_nature"].possible_values.medecin
    patient = {"soins_nature": medecin, "naissance": datetime.date(1980, 1, 1), "nuits": 0}
    direct = systeme.variables["soins_acces"].possible_values.direct
    attendus = {}
    for nom, regles in (("pratique", systeme), ("texte", LettreDuTexte(systeme))):
        simulation = _simule(regles, [patient | {"soins_acces": direct}], "2025-03-10")
        attendus[nom] = float(simulation.calculate("soins_part_amo", "2025-03-10")[0])
    assert attendus == {"pratique": 9.0, "texte": 10.4}


def test_no_age_limit_for_the_psychiatrist_when_the_text_rules(systeme):
    """R10: without the limit of the convention, D. 162-1-7 opens direct access at any age."""
    from openfisca_core.reforms import Reform

    def sans_limite(parametres):
        parametres.soins.parcours.limite_age_acces_direct_psychiatrie.update(start="2006-01-01", value=None)
        return parametres

    class SansLimite(Reform):
        def apply(self):
            self.modify_parameters(modifier_function=sans_limite)

    possibles = systeme.variables
    patient = {
        "soins_nature": possibles["soins_nature"].possible_values.medecin,
        "soins_specialite": possibles["soins_specialite"].possible_values.psychiatre,
        "soins_acces": possibles["soins_acces"].possible_values.direct,
        "naissance": datetime.date(1980, 1, 1),
        "nuits": 0,
    }
    motifs = [
        _simule(regles, [patient], "2025-03-10").calculate("soins_parcours_motif", "2025-03-10").decode_to_str()[0]
        for regles in (systeme, SansLimite(systeme))
    ]
    assert motifs == ["hors_psychiatre_age", "acces_direct_psychiatre"]
