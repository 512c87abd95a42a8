"""articles.csv: every version cited is there, was in force on the day, and is of the article that the title names."""

import gzip
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from openfisca_cpam.explanation import articles
from openfisca_cpam.explanation.articles import SECURITE_SOCIALE, Version, a_la_date, numeros, version_en_vigueur
from openfisca_cpam.explanation.model import Reference
from openfisca_cpam.explanation.steps import parametre_lu, references_du_jour
from openfisca_cpam.quality.articles import (
    Citation,
    des_demarches,
    des_parametres,
    des_variables,
    en_texte,
    extrait,
    fautes,
)

REGENERE = "relancer « python -m openfisca_cpam.quality.articles --source … » (voir CONTRIBUTING.md)"


def test_each_version_cited_was_in_force(systeme):
    citations = [*des_parametres(), *des_variables(systeme), *des_demarches()]
    assert sum(one.identifiant in articles.versions() for one in citations) > 100
    found = list(dict.fromkeys(line for one in citations for line in fautes(one, articles.versions())))
    assert not found, f"{len(found)} citations à revoir, ou {REGENERE} :\n" + "\n".join(found)


def test_the_file_is_as_the_command_writes_it():
    rows = articles.lit()
    assert articles.FICHIER.read_text("utf-8") == en_texte(rows)
    assert len({row.identifiant for row in rows}) == len(rows)
    for row in rows:  # a version replaced before its first day ends before it begins: it never applied
        assert articles.IDENTIFIANT.fullmatch(row.identifiant) and row.adresse.endswith(row.identifiant)


A = Version(SECURITE_SOCIALE, "R322-10", "LEGIARTI000000000001", "2000-01-01", "2010-01-01", "https://un.fr")
JUSTE = Citation(
    "transport.un",
    Reference(f"Article R. 322-10, 1°, du {SECURITE_SOCIALE}", A.identifiant),
    "2005-01-01",
    "2005-01-01",
)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, None),
        ({"premier": "2000-01-01", "dernier": "2000-01-01"}, None),
        ({"premier": "2010-01-01", "dernier": "2010-01-01"}, "pas ce jour-là"),
        ({"premier": "2010-01-01", "dernier": "2010-01-01", "fin_de_regle": True}, None),
        ({"premier": "1999-12-31", "dernier": "1999-12-31"}, "pas ce jour-là"),
        ({"premier": "2009-12-31", "dernier": "2999-01-01"}, None),
        ({"premier": "2010-01-01", "dernier": "2999-01-01"}, "pas ce jour-là"),
        ({"premier": None, "dernier": None}, None),
        ({"reference": Reference(f"Article R. 322-11 du {SECURITE_SOCIALE}", A.identifiant)}, "le titre dit"),
        ({"reference": Reference(f"Article R. 1 du {SECURITE_SOCIALE}", "LEGIARTI000000000009")}, "absente"),
        ({"reference": Reference("Sans titre", "LEGIARTI000000000009")}, "absente"),
        ({"reference": Reference("Article L. 251-1 du code du travail", "LEGIARTI000000000009")}, None),
    ],
)
def test_a_wrong_citation_is_refused(change, fault):
    found = list(fautes(replace(JUSTE, **change), {A.identifiant: A}))
    assert (not found) if fault is None else (len(found) == 1 and fault in found[0])


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Article L. 322-5 du code", ["L322-5"]),
        ("Ancien article L. 322-2, III, du code ; décret n° 2007-1937 du 26 décembre 2007", ["L322-2"]),
        ("Articles R.142-1-A et L.1110-8", ["R142-1-A", "L1110-8"]),
        ("Arrêté du 23 décembre 2006", []),
    ],
)
def test_the_numbers_of_a_title(title, found):
    assert numeros(title) == found


def test_the_source_gives_all_the_versions_of_an_article_cited(tmp_path):
    source = tmp_path / "code.jsonl.gz"
    rows = [
        {
            "num": "R322-10",
            "versions": [["LEGIARTI000000000002", "2010-01-01", "2999-01-01"], [A.identifiant, A.debut, A.fin]],
        },
        {"num": "R*1", "versions": [["LEGIARTI000000000003", "2010-01-01", "2999-01-01"]]},
    ]
    with gzip.open(source, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    other = Version("code du travail", "L1", "LEGIARTI000000000004", "2000-01-01", None, "https://deux.fr")
    found = extrait(source, [JUSTE], [other, A])
    assert [one.identifiant for one in found] == [A.identifiant, "LEGIARTI000000000002", other.identifiant]
    assert found[1].fin is None


def test_the_explanation_shows_the_version_in_force_that_day(systeme):
    for node in systeme.parameters.get_descendants():
        if node.name == "franchises.transport.par_trajet":
            parameter = node
    shown = parametre_lu(parameter, parameter.name, "2024-03-31", 4)
    assert any(one.href and one.href.endswith("LEGIARTI000049158651") for one in shown.references)

    cited = Reference(f"Article R. 322-10 du {SECURITE_SOCIALE}")
    before, after = (version_en_vigueur(cited, day) for day in ("2012-06-01", "2024-06-01"))
    assert before and after and before.numero == after.numero == "R322-10" and before.identifiant != after.identifiant
    # The address of an old version becomes that of the day; the title stays.
    old = Reference(cited.titre, before.adresse)
    assert a_la_date([old], "2024-06-01") == [Reference(cited.titre, after.adresse)]
    # An article that is no longer in force, or of another code, stays as it is cited.
    for kept in (
        Reference(f"Ancien article R. 322-10 du {SECURITE_SOCIALE}"),
        Reference("Article L. 1 du code du travail"),
    ):
        assert a_la_date([kept], "2024-06-01") == [kept]
    assert version_en_vigueur(cited, "1900-01-01") is None


def test_a_variable_shows_the_version_of_the_period():
    from openfisca_core.periods import period

    written = f"Article R. 322-10 du {SECURITE_SOCIALE}"
    assert references_du_jour(written, period("2012-06-01")) != references_du_jour(written, period("2024-06-01"))
    assert references_du_jour(written, period("ETERNITY")) == [Reference(written)]


def test_the_command_says_what_is_stale(tmp_path, monkeypatch):
    from openfisca_cpam.quality import articles as module

    source = tmp_path / "code.jsonl.gz"
    with gzip.open(source, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"num": "R1", "versions": []}) + "\n")
    monkeypatch.setattr(module.articles, "FICHIER", tmp_path / "articles.csv")
    found = CliRunner().invoke(module.main, ["--source", str(source), "--check"])
    assert found.exit_code == 1 and "n'est pas à jour" in found.output and not (tmp_path / "articles.csv").exists()


def test_the_examples_of_the_docstrings_are_right():
    import doctest

    from openfisca_cpam.explanation import balayage
    from openfisca_cpam.quality import mutation

    for module in (articles, balayage, mutation):
        assert doctest.testmod(module).failed == 0
