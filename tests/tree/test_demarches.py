"""The catalogue of steps: what it names exists, what it cites was in force, each step is asked by a case."""

import copy

import pytest
from arbre import RACINE, cas, refuse

from openfisca_cpam.demarches import DOSSIER, RECOURS, catalogue, lit_yaml, recours
from openfisca_cpam.demarches.controle import contenu, fautes
from openfisca_cpam.explanation.articles import versions
from openfisca_cpam.quality import articles
from openfisca_cpam.web.pages import questionnaire

LISTE = "demarches_liste"


@pytest.fixture
def ecrit():
    """The files of steps and of appeals, as they are written: a copy to spoil."""
    return copy.deepcopy(contenu()), lit_yaml(DOSSIER / RECOURS)


def test_the_catalogue_is_sound(systeme, ecrit):
    refuse(fautes(systeme, *ecrit))


def test_each_article_was_in_force_while_its_step_holds():
    known = versions()
    refuse([faute for citation in articles.des_demarches() for faute in articles.fautes(citation, known)])


def test_each_step_is_expected_by_a_case():
    attendues = {
        nom
        for chemin, un_cas in cas()
        if chemin.startswith("tests/demarches/")
        for cle in (LISTE, "demarche_prochaine")
        for nom in str((un_cas.get("output") or {}).get(cle, "")).split()
    }
    refuse([f"{nom} : attendue dans aucun cas" for nom in catalogue() if nom not in attendues])
    refuse([f"{nom} : attendue par un cas, absente du catalogue" for nom in sorted(attendues - set(catalogue()))])


def test_each_file_of_the_catalogue_goes_with_the_package():
    assert DOSSIER.is_relative_to(RACINE / "openfisca_cpam")
    assert len(catalogue()) > len(recours()) > 0


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda step: step.update(quand={"transport_nombre_trajet": {"plus_de": 0}}), "transport_nombre_trajets"),
        (lambda step: step.update(quand={"transport_motif": "pas_de_precription"}), "pas_de_prescription"),
        (lambda step: step.update(quand={"transport_motif": {"sauf": "rien"}}), "valeur inconnue « rien »"),
        (lambda step: step.update(quand={"transport_prix_trajet": {"connu": True}}), "va avec une date"),
        (lambda step: step.update(quand={"transport_aller_retour": "oui"}), "true ou false"),
        (lambda step: step.update(quand={}), "toujours due"),
        (lambda step: step.update(echeance="transport_motif"), "n'est pas une date"),
        (lambda step: step.update(echeance="transport_demande_date_limit"), "transport_demande_date_limite"),
        (lambda step: step.update(sens="attente", echeance="transport_demande_date_limite"), "apres"),
        (lambda step: step.update(sens="debut"), "vont avec une échéance"),
        (lambda step: step.update(delais=["transport.recours.delai_moi"]), "transport.recours.delai_mois"),
        (lambda step: step.update(recours=["cre"]), "recours inconnu « cre »"),
        (lambda step: step.update(references=[]), "au moins une référence"),
        (lambda step: step.update(depuis="2026-02-30"), "depuis : jour"),
        (lambda step: step.update(jusqu_a="2001-01-01"), "finit avant de commencer"),
        (lambda step: step.update(obligatoire="oui"), "obligatoire"),
        (lambda step: step.update(confiance="D"), "confiance"),
        (lambda step: step.update(intitule="Une phrase."), "point final"),
        (lambda step: step.update(piece=["x"]), "clé inconnue « piece »"),
        (lambda step: step.pop("qui"), "« qui » manque"),
        (lambda step: step.update(formulaire={"numero": "S3138", "confiance": "A"}), "« nom » manque"),
        (lambda step: step.update(pieces="une pièce"), "une liste est attendue"),
        (lambda step: step.update(id="Transport"), "minuscules"),
        (lambda step: step.update(id="transport_mediateur"), "en double"),
    ],
)
def test_a_fault_is_said_with_its_place(systeme, ecrit, spoil, said):
    files, appeals = ecrit
    step = files["transport"][0]
    spoil(step)
    found = [line for line in fautes(systeme, files, appeals) if said in line]
    assert found, fautes(systeme, files, appeals)
    assert said == "en double" or found[0].startswith(f"transport.yaml, {step['id']} : ")


def test_an_appeal_that_no_step_names_is_refused(systeme, ecrit):
    files, appeals = ecrit
    appeals.append({**appeals[0], "id": "cassation"})
    assert fautes(systeme, files, appeals) == ["recours.yaml, cassation : aucune démarche ne le nomme"]


def test_a_page_takes_the_words_of_a_step(systeme):
    chemin = next(une for une in questionnaire.chemins() if une.stem == "soin")
    texte = chemin.read_text("utf-8")
    communes = questionnaire.communes()
    (phrase,) = (
        une
        for une in questionnaire.lit(texte, "soin", systeme, communes).a_faire
        if une.quand == {"soins_parcours_motif": "hors_sans_medecin_traitant"}
    )
    assert phrase.texte["en"] == "Declare a regular doctor, to be better reimbursed."
    faux = texte.replace("demarche: soins_medecin_traitant", "demarche: soins_medecin_traitan")
    with pytest.raises(questionnaire.QuestionnaireError, match=r"démarche inconnue .* « soins_medecin_traitant »"):
        questionnaire.lit(faux, "soin", systeme, communes)


def test_an_article_that_had_ended_is_refused():
    ended = next(one for one in versions().values() if one.numero == "L141-1" and one.fin == "2022-01-01")
    citation = articles.Citation(
        "démarche essai",
        articles.Reference("Article L. 141-1 du code de la sécurité sociale", ended.adresse),
        "2022-01-01",
        "2026-01-01",
    )
    (line,) = articles.fautes(citation, versions())
    assert line.startswith("démarche essai : L141-1")
