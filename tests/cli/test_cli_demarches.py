"""``openfisca-cpam demarches``: the catalogue, a step, what is due in a situation."""

import json

import pytest

from openfisca_cpam.demarches import catalogue, domaines
from openfisca_cpam.situation import shipped

CAS = """
name: Une décision à contester
description: D'après R. 142-1.
period: 2026-05-16
input:
  demarches_decision_nature: administrative
  demarches_decision_notification_date: 2026-03-15
  demarches_contrainte_notification_date: 2026-05-10
output:
  demarches_nombre: 3
"""


@pytest.fixture
def demarches(systeme, monkeypatch, capsys):
    """Run the command on the whole law: ``demarches(…) -> (status, out, err)``."""
    import openfisca_cpam
    from openfisca_cpam.cli import COMMANDES
    from openfisca_cpam.cli.group import run

    monkeypatch.setattr(openfisca_cpam, "CountryTaxBenefitSystem", lambda: systeme)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(COMMANDES, ["demarches", *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_le_catalogue_entier(demarches):
    status, out, err = demarches()
    assert (status, err) == (0, "")
    assert all(title in out for title in domaines().values())
    assert "c2s_demande" in out and "transport_recours_expertise" not in out  # that rule has ended
    status, out, _ = demarches("--json", "--period", "2021-12-31")
    listed = json.loads(out)
    assert "transport_recours_expertise" in listed["transport"] and "transport_recours_cmra" not in listed["transport"]


def test_une_demarche(demarches):
    status, out, err = demarches("transport_recours_cmra", "--period", "2026-05-12")
    assert (status, err) == (0, "")
    for line in (
        "contester le refus devant la commission médicale de recours amiable",
        "À qui :       Le secrétariat de la commission médicale de recours amiable",
        "Délai :       Délai de recours : 2 mois (transport.recours.delai_mois)",
        "4 mois sans réponse : rejet",
        "LEGIARTI000051829785",
    ):
        assert line in out
    # Another day, the version of the article of that day.
    assert "LEGIARTI000046086970" in demarches("transport_recours_cmra", "--period", "2025-09-30")[1]


def test_une_situation_dans_l_ordre_des_dates(demarches, fichier):
    status, out, err = demarches(fichier(CAS))
    assert (status, err) == (0, "")
    assert "Une décision à contester, 16/05/2026" in out
    numbered = [line for line in out.splitlines() if line[:1].isdigit()]
    assert numbered == [
        "1. délai expiré le 15/05/2026 : saisir la commission de recours amiable de la caisse",
        "2. au plus tard le 25/05/2026 : former opposition à la contrainte au tribunal judiciaire, par écrit et avec"
        " ses motifs",
        "3. écrire d'abord aux services de la caisse ; le médiateur l'exige, mais le délai de recours court toujours"
        " (conseillé)",
    ]
    assert "ensuite : Pôle social du tribunal judiciaire" in out


def test_une_situation_en_json(demarches, fichier):
    status, out, _ = demarches(fichier(CAS), "--json", "--period", "2026-05-12")
    (person,) = json.loads(out)
    assert (status, person["jour"]) == (0, "2026-05-12")
    assert [(one["id"], one["date"], one["depasse"]) for one in person["demarches"]] == [
        ("recours_cra", "2026-05-15", False),
        ("contrainte_opposition", "2026-05-25", False),
        ("reclamation_services", None, False),
    ]
    appeal = person["demarches"][0]["recours"][0]
    assert (appeal["delai"], appeal["silence"]) == ("2 mois", "2 mois sans réponse : rejet")
    late = json.loads(demarches(fichier(CAS), "--json")[1])[0]["demarches"]
    assert [one["depasse"] for one in late] == [True, False, False]


def test_rien_a_faire(demarches):
    status, out, _ = demarches("dentaire_mt_dents", "--period", "2026-03-30")
    assert status == 0 and "Rien à faire ce jour-là." in out


def test_les_erreurs_en_une_ligne(demarches, fichier):
    assert demarches("c2s_demand") == (
        2, "", "openfisca-cpam: ni situation ni démarche « c2s_demand » ; vouliez-vous dire « c2s_demande » ?\n",
    )  # fmt: skip
    status, out, err = demarches("c2s_titre_expir")
    assert (status, out) == (2, "") and "c2s_titre_expire" in err
    status, out, err = demarches("dentaire_mt_dents")
    assert (status, out) == (2, "") and "--period" in err
    status, out, err = demarches("c2s_demande", "--period", "2026-02-30")
    assert (status, out) == (2, "") and err.startswith("openfisca-cpam: --period")
    status, out, err = demarches(fichier(CAS.replace("contrainte_notification", "contraintes_notification")))
    assert (status, out) == (2, "") and "demarches_contrainte_notification_date" in err


def test_aucun_nom_n_est_a_la_fois_une_situation_et_une_demarche():
    assert not set(catalogue()) & set(shipped.paths())
