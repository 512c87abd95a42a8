"""Each slip of a file of questions gives one line, « file:line: message », status 1; whatever is written, no fault."""

# ruff: noqa: E501

import copy
import random

import pytest
import yaml

from openfisca_cpam.web.pages import questionnaire

QUESTIONS = """\
titre: {fr: Un trajet, en: A trip}
carte: {fr: Vers un soin, en: To care}
ordre: 1
groupe: {fr: Se soigner, en: Care}
jour: jour
donnees:
- {variable: sans_extension, valeur: true, si: {mode: taxi}}
questions:
- reprend: jour
- variable: mode
  question: {fr: Comment ?, en: How?}
  choix:
  - {valeur: vsl, fr: En VSL, en: By VSL}
  - {valeur: taxi, fr: En taxi, en: By taxi, donne: {retour: true}}
- variable: distance
  si: {mode: [vsl, taxi]}
  question:
    fr: Quelle distance ?
    en: How far?
resultat:
  motif: remboursement_motif
  phrases:
  - quand: {remboursement_motif: paye}
    fr: La caisse paie {remboursement}.
    en: The caisse pays {remboursement}.
    chiffre: remboursement
    legende: {fr: remboursés, en: reimbursed}
  - fr: Rien n'est payé.
    en: Nothing is paid.
  a_faire:
  - {demarche: dentaire_devis, quand: {mode: taxi}}
  montants:
  - remboursement
  - {variable: distance, fr: Distance, en: Distance}
"""
COMMUNES = """\
jour:
  type: date
  question: {fr: Quel jour ?, en: On which day?}
retour:
  variable: retour
  question: {fr: Et le retour ?, en: And back?}
"""

UNE_LIGNE = {
    # Unknown names
    "clé du fichier": ("carte:", "cart:", "2: fichier : clé inconnue « cart » ; vouliez-vous dire « carte » ?"),
    "clé d'une question": ("  si: {mode: [", "  sil: {mode: [", "16: question 3 : clé inconnue « sil » ; vouliez-vous dire « si » ?"),
    "clé d'un choix": ("valeur: vsl, fr", "valeur: vsl, aid: 1, fr", "13: question « mode », choix : clé inconnue « aid » ; vouliez-vous dire « aide » ?"),
    "clé d'une phrase": ("    chiffre:", "    chifre:", "26: phrase 1 : clé inconnue « chifre » ; vouliez-vous dire « chiffre » ?"),
    "variable d'une question": ("variable: distance\n  si", "variable: distnce\n  si", "15: question « distnce » : variable inconnue « distnce » ; vouliez-vous dire « distance » ?"),
    "variable d'une donnée": ("variable: sans_extension", "variable: sans_extention", "7: donnée 1 : variable inconnue « sans_extention » ; vouliez-vous dire « sans_extension » ?"),
    "variable que donne un choix": ("donne: {retour", "donne: {retuor", "14: question « mode » : variable inconnue « retuor » ; vouliez-vous dire « retour » ?"),
    "variable d'un montant": ("  - remboursement\n", "  - remboursemen\n", "33: montant 1 : variable inconnue « remboursemen » ; vouliez-vous dire « remboursement » ?"),
    "chiffre": ("chiffre: remboursement", "chiffre: remboursment", "26: phrase 1 : variable inconnue « remboursment » ; vouliez-vous dire « remboursement » ?"),
    "motif": ("motif: remboursement_motif\n", "motif: remboursement_motiv\n", "21: motif : variable inconnue « remboursement_motiv » ; vouliez-vous dire « remboursement_motif » ?"),
    "nom d'une condition": ("quand: {remboursement_motif", "quand: {remboursement_moti", "23: phrase 1, quand : « remboursement_moti » n'est ni une question, ni une variable ; vouliez-vous dire « remboursement_motif » ?"),
    "question d'une condition": ("si: {mode: [", "si: {mod: [", "16: question « distance », si : « mod » n'est pas une question posée plus haut ; vouliez-vous dire « mode » ?"),
    "question commune": ("reprend: jour", "reprend: jours", "9: question 1 : question commune inconnue « jours » ; vouliez-vous dire « jour » ?"),
    "démarche": ("dentaire_devis", "dentaire_devi", "31: à faire 1 : démarche inconnue « dentaire_devi » ; vouliez-vous dire « dentaire_devis » ?"),
    "jour du cas": ("jour: jour", "jour: jou", "5: jour : la clé d'une question de type date, posée une fois, est attendue ; vouliez-vous dire « jour » ?"),
    # Values
    "membre d'un choix": ("valeur: taxi", "valeur: taix", "14: question « mode » : mode n'a pas de valeur « taix » ; vouliez-vous dire « taxi » ?"),
    "membre d'une condition": ("[vsl, taxi]", "[vsl, taix]", "16: question « distance », si : mode n'a pas de valeur « taix » ; vouliez-vous dire « taxi » ?"),
    "membre d'un résultat": ("remboursement_motif: paye", "remboursement_motif: payee", "23: phrase 1, quand : remboursement_motif n'a pas de valeur « payee » ; vouliez-vous dire « paye » ?"),
    "oui ou non donné": ("donne: {retour: true}", "donne: {retour: oui}", "14: question « mode » : retour : true ou false attendu"),
    "réponse reprise": ("valeur: true", 'valeur: "=retuor"', "7: donnée 1 : réponse inconnue « retuor »"),
    "borne": ("  si: {mode: [", "  maximum: 2000\n  si: {mode: [", "16: question « distance » : maximum de 2000 hors de ceux de distance (1000)"),
    "borne en texte": ("  si: {mode: [", "  maximum: mille\n  si: {mode: [", "16: question « distance » : maximum : nombre attendu"),
    "ordre": ("ordre: 1", "ordre: premier", "3: ordre : un nombre entier est attendu"),
    "défaut": ("  si: {mode: [", "  defaut: rien\n  si: {mode: [", "16: question « distance » : defaut : nombre attendu"),
    "oui ou non": ("{variable: distance, fr", "{variable: distance, nul: 1, fr", "34: montant 2 : nul : true ou false attendu"),
    # Words
    "anglais absent": (", en: A trip", "", "1: titre : « en » manque : un texte dans chaque langue est attendu"),
    "français vide": ("    fr: Quelle distance ?\n", "    fr:\n", "18: question « distance » : « fr » manque : un texte dans chaque langue est attendu"),
    "anglais d'un choix": (", en: By VSL", "", "13: question « mode », choix vsl : « en » manque : un texte dans chaque langue est attendu"),
    "anglais d'une phrase": ("    en: Nothing is paid.\n", "", "28: phrase 2 : « en » manque : un texte dans chaque langue est attendu"),
    "français d'un montant": ("fr: Distance, ", "", "34: montant 2 : « fr » manque : un texte dans chaque langue est attendu"),
    "langue inconnue": ("en: reimbursed", "en: reimbursed, eng: x", "27: phrase 1, legende : clé inconnue « eng » ; vouliez-vous dire « en » ?"),
    "texte sans langue": ("carte: {fr: Vers un soin, en: To care}", "carte: Vers un soin", "2: carte : un texte dans chaque langue est attendu (fr, en)"),
    "accolades": ("pays {remboursement}", "pays you", "23: phrase 1 : les deux langues n'ont pas les mêmes valeurs entre accolades"),
    # Form
    "clé deux fois": ("ordre: 1\n", "ordre: 1\nordre: 2\n", "4: clé « ordre » en double (déjà ligne 3)"),
    "question absente": ("  question: {fr: Comment ?, en: How?}\n", "", "10: question 2 : « question » manque"),
    "liste attendue": ("  montants:\n  - remboursement\n  - {variable: distance, fr: Distance, en: Distance}\n", "  montants: remboursement\n", "32: montants : une liste est attendue"),
}  # fmt: skip


@pytest.fixture
def ecrit(fichier):
    def write(text: str, shared: str = COMMUNES) -> str:
        fichier(shared, "questions/_communes.yaml")
        return fichier(text, "questions/essai.yaml")

    return write


def test_un_fichier_juste_passe(commande, ecrit):
    ecrit(QUESTIONS)
    assert commande("check", "questions") == (0, "", "2 fichiers, 0 cas : aucune erreur\n")


@pytest.mark.parametrize("name", UNE_LIGNE)
def test_une_ligne(name, commande, ecrit):
    right, wrong, line = UNE_LIGNE[name]
    assert QUESTIONS.count(right) == 1
    status, out, err = commande("check", ecrit(QUESTIONS.replace(right, wrong)))
    assert out == f"questions/essai.yaml:{line}\n"
    assert status == 1
    assert err == "1 fichier, 0 cas : 1 erreur\n"


def test_toutes_les_fautes_d_un_fichier_sont_dites(commande, ecrit):
    wrong = QUESTIONS.replace("cart", "cort").replace("taxi]", "taix]").replace("    en: How far?\n", "")
    _, out, err = commande("check", ecrit(wrong.replace("  - remboursement\n", "  - rembousement\n")))
    assert [line.split(":")[1] for line in out.splitlines()] == ["2", "16", "18", "32"]
    assert err.endswith(": 4 erreurs\n")


def test_une_question_commune_fausse_est_dite_une_fois_dans_son_fichier(commande, ecrit):
    ecrit(
        QUESTIONS.replace("- variable: mode\n", "- reprend: retour\n- variable: mode\n"),
        COMMUNES.replace("variable: retour", "variable: retuor"),
    )
    assert commande("check", "questions")[:2] == (
        1,
        "questions/_communes.yaml:5: question « retour » : variable inconnue « retuor » ; vouliez-vous dire « retour » ?\n",
    )


def test_ce_qu_un_fichier_change_d_une_question_commune_est_dit_chez_lui(commande, ecrit):
    name = ecrit(QUESTIONS.replace("- reprend: jour\n", "- reprend: jour\n  aide: {fr: Le jour}\n"))
    assert commande("check", name)[1] == (
        "questions/essai.yaml:10: question « jour », aide : « en » manque : un texte dans chaque langue est attendu\n"
    )


def test_le_fichier_se_reconnait_hors_de_son_dossier(commande, fichier):
    fichier(COMMUNES, "_communes.yaml")
    status, out, _ = commande("check", fichier(QUESTIONS.replace("ordre: 1\n", ""), "essai.yaml"))
    assert (status, out) == (1, "essai.yaml:1: fichier : « ordre » manque\n")


def test_sans_chemin_les_questions_sont_lues(commande, ecrit):
    ecrit(QUESTIONS.replace("ordre: 1", "ordre: un"))
    assert commande("check")[1] == "questions/essai.yaml:3: ordre : un nombre entier est attendu\n"


def noeuds(content, path=()):
    """The paths of all that a content holds."""
    for key, value in content.items() if isinstance(content, dict) else enumerate(content):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from noeuds(value, (*path, key))


@pytest.mark.parametrize("cas", ["c2s", "trajet", "etranger", "_communes"])
def test_un_contenu_quelconque_n_a_jamais_de_faute_interne(systeme, cas):
    """Anything in place of anything: mistakes with a line of the file, or a file that can be used."""
    path = questionnaire.DOSSIER / f"{cas}.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    draw = random.Random(cas)
    paths = list(noeuds(content))
    for where in draw.sample(paths, min(len(paths), 150)):
        changed = copy.deepcopy(content)
        node = changed
        for key in where[:-1]:
            node = node[key]
        node[where[-1]] = draw.choice([None, 3, True, "zzz", [], ["zzz"], [[1]], {}, {"zzz": {"yyy": 1}}, "=zzz", "{"])
        text = yaml.safe_dump(changed, allow_unicode=True, sort_keys=False).encode()
        found, mistakes = questionnaire.lit_fichier(text, path, systeme)
        assert (found is None) == bool(mistakes) or cas == "_communes"
        assert all(1 <= one.line <= text.count(b"\n") + 1 for one in mistakes)
