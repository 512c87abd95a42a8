"""Every sentence that a request or a file may be answered with, once: French is the source, English beside it.

    >>> text = UNKNOWN_VARIABLE(name="transport_mod")
    >>> text, english(text)
    ('variable inconnue « transport_mod »', 'unknown variable “transport_mod”')

A sentence is a ``str`` in French that knows its English; what is put in a sentence may be one too.
"""

from dataclasses import dataclass
from typing import Any

from openfisca_cpam.explanation.formats import MOIS

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Text(str):
    """French, with its English in ``en``."""

    en: str

    def __new__(cls, french: str, english_text: str | None = None) -> "Text":
        text = super().__new__(cls, french)
        text.en = french if english_text is None else english_text
        return text


@dataclass(frozen=True)
class Phrase:
    """A sentence of the catalogue: the same places to fill in both languages."""

    fr: str
    en: str

    def __call__(self, **values: Any) -> Text:
        return Text(
            self.fr.format(**values), self.en.format(**{name: english(value) for name, value in values.items()})
        )


def english(value: Any) -> Any:
    """The English of a text of the catalogue; any other value as it is."""
    return value.en if isinstance(value, Text) else value


def in_language(text: str, language: str) -> str:
    """A text in ``fr`` or ``en``; French where nobody wrote the English."""
    return str(english(text)) if language == "en" else str(text)


def long_day(iso: str) -> Text:
    """A day written out.

    >>> long_day("2024-03-01"), english(long_day("2026-11-22"))
    ('1er mars 2024', '22 November 2026')
    """
    year, month, day = (int(part) for part in iso.split("-"))
    return Text(f"{'1er' if day == 1 else day} {MOIS[month - 1]} {year}", f"{day} {MONTHS[month - 1]} {year}")


def number(value: float) -> Text:
    """A number with a comma in French, a point in English.

    >>> number(0.5), english(number(0.5))
    ('0,5', '0.5')
    """
    written = f"{value:.15g}"
    return Text(written.replace(".", ","), written)


# What is expected -----------------------------------------------------------------------------------------------------

NUMBER_EXPECTED = Phrase("nombre attendu", "number expected")
INTEGER_EXPECTED = Phrase("nombre entier attendu", "integer expected")
BOOL_EXPECTED = Phrase("true ou false attendu", "true or false expected")
DATE_EXPECTED = Phrase("date attendue", "date expected")
MEMBER_EXPECTED = Phrase("nom d'une valeur attendu", "name of a value expected")
TEXT_EXPECTED = Phrase("texte attendu", "text expected")
VALUE_EXPECTED = Phrase("valeur attendue", "value expected")
A_DAY = Phrase("un jour (par exemple 2024-03-31)", "a day (for example 2024-03-31)")
A_MONTH = Phrase("un mois (par exemple 2024-03)", "a month (for example 2024-03)")
A_YEAR = Phrase("une année (par exemple 2024)", "a year (for example 2024)")
FOR_EVER = Phrase("« ETERNITY »", "“ETERNITY”")

# Values ---------------------------------------------------------------------------------------------------------------

GROUP_FOR_VALUE = Phrase("{name} : {wanted}, groupe de clés reçu", "{name}: {wanted}, an object was given")
LIST_FOR_VALUE = Phrase("{name} : {wanted}, liste reçue", "{name}: {wanted}, a list was given")
EMPTY_VALUE_OF = Phrase("{name} : valeur vide ({wanted})", "{name}: empty value ({wanted})")
WRONG_VALUE = Phrase("{name} : {wanted}, « {raw} » reçu{because}", "{name}: {wanted}, “{raw}” was given{because}")
BECAUSE_QUOTED = Phrase(" entre guillemets (un texte)", " in quotes (a text)")
BECAUSE_HOUR = Phrase(" (une heure n'est pas un nombre)", " (a time of day is not a number)")
BECAUSE_NOT_QUOTED = Phrase(" sans guillemets", " without quotes")
FINITE_NUMBER = Phrase(
    "{name} : nombre fini attendu, « {raw} » reçu", "{name}: finite number expected, “{raw}” was given"
)
NUMBER_TOO_LARGE = Phrase("{name} : nombre trop grand", "{name}: number too large")
WRONG_BOOL = Phrase(
    "{name} : true (oui) ou false (non) attendu, « {raw} » reçu", "{name}: true or false expected, “{raw}” was given"
)
UNKNOWN_MEMBER = Phrase("{name} : valeur inconnue « {raw} »{known}", "{name}: unknown value “{raw}”{known}")
POSSIBLE_MEMBERS = Phrase(" (valeurs possibles : {members})", " (possible values: {members})")
TEXT_TOO_LONG = Phrase(
    "{name} : {limit} caractères au plus, {length} reçus", "{name}: {limit} characters at most, {length} were given"
)
OUT_OF_BOUNDS = Phrase("{name} : « {value} » hors limites ({bounds})", "{name}: “{value}” is out of bounds ({bounds})")
AT_MOST = Phrase("au plus {high}", "at most {high}")
AT_LEAST = Phrase("au moins {low}", "at least {low}")
FROM_TO = Phrase("de {low} à {high}", "from {low} to {high}")
OF_VARIABLE = Phrase("{name} : {problem}", "{name}: {problem}")

# Dates and periods ----------------------------------------------------------------------------------------------------

WRONG_DAY = Phrase(
    "date attendue sous la forme 2024-03-31, « {text} » reçu", "date expected as 2024-03-31, “{text}” was given"
)
WRONG_PERIOD = Phrase(
    "période « {text} » invalide (écrivez 2024, 2024-03 ou 2024-03-31)",
    "invalid period “{text}” (write 2024, 2024-03 or 2024-03-31)",
)
WRONG_LONG_PERIOD = Phrase(
    "période « {text} » invalide (écrivez 2024, 2024-03, 2024-03-31 ou month:2024-01:6)",
    "invalid period “{text}” (write 2024, 2024-03, 2024-03-31 or month:2024-01:6)",
)
WRONG_MONTH = Phrase("« {text} » : le mois va de 01 à 12", "“{text}”: months go from 01 to 12")
WRONG_YEAR = Phrase("« {text} » : année hors de 1800 à 2200", "“{text}”: the year is not between 1800 and 2200")
NO_SUCH_DAY = Phrase(
    "« {text} » : ce jour n'existe pas dans le calendrier", "“{text}”: this day does not exist in the calendar"
)
WRONG_LENGTH = Phrase(
    "{name} : période attendue : {wanted}, « {period} » reçu", "{name}: period expected: {wanted}, “{period}” was given"
)
PERIOD_TOO_LONG = Phrase("{name} : période « {period} » trop longue", "{name}: period “{period}” is too long")
NOT_YET_COVERED = Phrase(
    "{name} n'est pas calculé pour « {period} » : les règles sont couvertes à partir du {day}",
    "{name} is not computed for “{period}”: the rules are covered from {day}",
)
NO_LONGER_COVERED = Phrase(
    "{name} n'est pas calculé pour « {period} » : la règle a pris fin, dernier jour couvert le {day}",
    "{name} is not computed for “{period}”: the rule has ended, its last day is {day}",
)
PERIOD_EXPECTED = Phrase(
    "période attendue (2024, 2024-03 ou 2024-03-31)", "period expected (2024, 2024-03 or 2024-03-31)"
)

# Persons and households -----------------------------------------------------------------------------------------------

ONE_PERSON_HERE = Phrase(
    "« {kind} » n'a ici qu'une personne, « {person} » : pour plusieurs, écrivez {persons} et {kinds}",
    "“{kind}” has only one person here, “{person}”: for several, write {persons} and {kinds}",
)
PERSONS_MISSING = Phrase("« {plural} » manque : au moins une personne", "“{plural}” is missing: one person at least")
NO_PERSON = Phrase("« {plural} » : au moins une personne, avec son nom", "“{plural}”: one person at least, with a name")
VARIABLES_EXPECTED = Phrase(
    "« {name} » : des variables et leurs valeurs attendues", "“{name}”: variables and their values expected"
)
HOUSEHOLDS_MISSING = Phrase(
    "{count} personnes sans « {plural} » : dites qui vit avec qui "
    "({plural}: {{nom: {{rôle: [personne]}}}}, rôles : {roles})",
    "{count} persons without “{plural}”: say who lives with whom "
    "({plural}: {{name: {{role: [person]}}}}, roles: {roles})",
)
NO_HOUSEHOLD = Phrase("« {plural} » : au moins un {kind}, avec son nom", "“{plural}”: one {kind} at least, with a name")
LEFT_OUT = Phrase(
    "« {name} » n'est dans aucun {kind} : ajoutez cette personne dans « {plural} »",
    "“{name}” is in no {kind}: add this person to “{plural}”",
)
ROLES_EXPECTED = Phrase("« {name} » : des rôles et des variables attendus", "“{name}”: roles and variables expected")
NAMES_EXPECTED = Phrase("{role} : nom d'une personne, ou liste de noms", "{role}: name of a person, or list of names")
TOO_MANY_IN_ROLE = Phrase(
    "« {name} » a {count} personnes « {role} » ({most} au plus)",
    "“{name}” has {count} persons “{role}” ({most} at most)",
)
NO_HEAD = Phrase(
    "le {kind} « {name} » n'a pas de {role} : dites qui, dans « {role} »",
    "the {kind} “{name}” has no {role}: say who, in “{role}”",
)
EMPTY_HOUSEHOLD = Phrase("le {kind} « {name} » n'a aucun membre", "the {kind} “{name}” has no member")
UNKNOWN_PERSON = Phrase("personne inconnue « {name} »", "unknown person “{name}”")
TWICE_IN = Phrase("« {name} » est deux fois dans « {household} »", "“{name}” is twice in “{household}”")
IN_TWO = Phrase(
    "« {name} » est dans « {other} »{where} et dans « {household} »",
    "“{name}” is in “{other}”{where} and in “{household}”",
)
ON_LINE = Phrase(" (ligne {line})", " (line {line})")

# Situations and cases -------------------------------------------------------------------------------------------------

JSON_SITUATION_EXPECTED = Phrase(
    "une situation en JSON est attendue, avec {plurals}", "a situation in JSON is expected, with {plurals}"
)
EMPTY_SITUATION = Phrase("situation vide", "empty situation")
SITUATION_EXPECTED = Phrase(
    "situation attendue : « individus: » (forme de l'API) ou « input: » (forme courte)",
    "situation expected: “individus:” (form of the API) or “input:” (short form)",
)
NO_AXES = Phrase("« axes » n'est pas accepté dans une situation", "“axes” is not accepted in a situation")
UNKNOWN_ENTITY = Phrase("entité inconnue « {name} »{known}", "unknown entity “{name}”{known}")
UNKNOWN_KEY = Phrase("clé inconnue « {name} »{known}", "unknown key “{name}”{known}")
EXPECTED_NAMES = Phrase(" (attendu : {names})", " (expected: {names})")
PERIOD_UNUSED = Phrase(
    "la période demandée ({period}) ne sert à rien : cette situation dit la période de chaque valeur ; "
    "changez-les là, ou demandez des résultats à cette période (--output)",
    "the period asked for ({period}) is of no use: this situation says the period of each value; "
    "change them there, or ask for results at that period (--output)",
)
NOTHING_ASKED = Phrase(
    "aucun résultat n'est demandé : donnez la valeur null à une variable",
    "no result is asked for: give a variable the value null",
)
KEY_MISSING = Phrase("« {name} » manque : {what}", "“{name}” is missing: {what}")
THE_INPUTS = Phrase("les données du cas", "the inputs of the case")
THE_RESULTS = Phrase("les résultats demandés", "the results asked for")
THE_DATE = Phrase(
    "la date du cas (par exemple period: 2024-03-31)", "the date of the case (for example period: 2024-03-31)"
)
TEXT_FOR_KEY = Phrase("{name} : texte attendu", "{name}: text expected")
EMPTY_VALUE = Phrase("{name} : valeur vide", "{name}: empty value")
EMPTY_EXPECTED = Phrase("{name} : résultat attendu vide", "{name}: empty expected result")
LIST_BY_PERIOD = Phrase(
    "{name} : liste reçue, une valeur par période attendue", "{name}: a list was given, one value a period is expected"
)
PERIOD_MISSING = Phrase(
    "{name} : la période manque, {wanted} (écrivez {{période: {raw}}})",
    "{name}: the period is missing, {wanted} (write {{period: {raw}}})",
)
GIVEN_TWICE = Phrase(
    "{name} est donné deux fois pour « {period} »{already}", "{name} is given twice for “{period}”{already}"
)
ALREADY_LINE = Phrase(" (déjà ligne {line})", " (already line {line})")
SAY_FOR_WHOM = Phrase("{name} : dites pour qui, dans « {plural} »", "{name}: say for whom, in “{plural}”")
LIST_FOR_ONE = Phrase(
    "{name} : une liste de valeurs pour une seule personne : pour plusieurs, nommez-les dans « {plural} »",
    "{name}: a list of values for one person: for several, name them in “{plural}”",
)
MISPLACED = Phrase(
    "« {name} » est écrit à l'intérieur de « {inside} » : indentation fausse",
    "“{name}” is written inside “{inside}”: wrong indentation",
)
EMPTY_OUTPUT = Phrase("« output » vide : aucun résultat n'est demandé", "empty “output”: no result is asked for")
NAME_FOR_OUTPUT = Phrase("« output » : nom d'une variable attendu", "“output”: name of a variable expected")
NAME_AND_RESULTS = Phrase(
    "« {plural} » : un nom et ses résultats attendus", "“{plural}”: a name and its results expected"
)
UNKNOWN_ID = Phrase("{kind} inconnu « {name} »", "unknown {kind} “{name}”")
RESULTS_EXPECTED = Phrase("« {name} » : résultats demandés attendus", "“{name}”: results asked for expected")
PERIOD_OF_RESULT = Phrase(
    "{name} : donnez la période du résultat (--period)", "{name}: give the period of the result (--period)"
)
UNEVEN_EXPECTED = Phrase(
    "{name} : {count} valeurs attendues pour {persons} personnes",
    "{name}: {count} expected values for {persons} persons",
)
UNKNOWN_VARIABLE = Phrase("variable inconnue « {name} »", "unknown variable “{name}”")
UNKNOWN_VARIABLE_OR_ROLE = Phrase("variable ou rôle inconnu « {name} »", "unknown variable or role “{name}”")
WRONG_ENTITY = Phrase(
    "{name} se donne dans « {right} », pas dans « {wrong} »", "{name} is given in “{right}”, not in “{wrong}”"
)
NOT_AS_EXPECTED = Phrase(
    "{name} : {expected} attendu, {found} obtenu (« test » dit pourquoi)",
    "{name}: {expected} was expected, {found} was found (“test” says why)",
)
NOT_BORN = Phrase(
    "{name} : « {person} » naît le {birth}, après toutes les périodes demandées",
    "{name}: “{person}” is born on {birth}, after all the periods asked for",
)
DEAD_BEFORE_BIRTH = Phrase(
    "{name} : « {person} » meurt le {death}, avant de naître ({birth})",
    "{name}: “{person}” dies on {death}, before being born ({birth})",
)
NOT_READ = Phrase(
    "{name}{when} n'est lu par aucun résultat demandé", "{name}{when} is not read by any result asked for"
)
IN_BRACKETS = Phrase(" ({period})", " ({period})")
VERIFIED_UNTIL = Phrase(
    "les valeurs de la loi sont vérifiées jusqu'au {verified}, le calcul porte sur le {computed}",
    "the values of the law are verified until {verified}, the computation is about {computed}",
)
UNKNOWN_LAW = Phrase(
    "{name} : une valeur de la loi n'est pas connue à cette date{which}",
    "{name}: a value of the law is not known on that date{which}",
)
WHICH_VALUE = Phrase(" ({parameter}, {day})", " ({parameter}, {day})")

# Text: YAML and JSON --------------------------------------------------------------------------------------------------

EMPTY_FILE = Phrase("fichier vide", "empty file")
FILE_TOO_LONG = Phrase("texte trop long : {megabytes} Mo au plus", "text too long: {megabytes} MB at most")
NOT_UTF8 = Phrase("le texte n'est pas en UTF-8", "the text is not UTF-8")
UNREADABLE = Phrase("{language} illisible : {reason}", "unreadable {language}: {reason}")
SYNTAX = Phrase("syntaxe", "syntax")
BAD_START = Phrase("caractère qui ne peut pas commencer une valeur", "a character that cannot start a value")
BAD_COLON = Phrase("deux-points de trop, ou indentation fausse", "one colon too many, or wrong indentation")
BAD_KEY_OR_INDENT = Phrase("indentation fausse, ou clé mal formée", "wrong indentation, or malformed key")
BAD_LIST_INDENT = Phrase("indentation fausse dans une liste", "wrong indentation in a list")
MISSING_COMMA = Phrase("virgule, crochet ou accolade qui manque", "a comma, bracket or brace is missing")
MISSING_VALUE = Phrase("valeur qui manque entre crochets ou accolades", "a value is missing between brackets or braces")
MISSING_COLON = Phrase("deux-points qui manquent après une clé", "the colon is missing after a key")
OPEN_QUOTE = Phrase("guillemet qui n'est pas refermé", "a quote is not closed")
BAD_DASH = Phrase("tiret de liste mal placé", "misplaced dash of a list")
BAD_END = Phrase("indentation fausse, ou texte après la fin", "wrong indentation, or text after the end")
BAD_ESCAPE = Phrase("barre oblique inverse inconnue entre guillemets", "unknown backslash between quotes")
BAD_KEY = Phrase("clé mal formée", "malformed key")
TABS = Phrase("tabulation : indentez avec des espaces", "tab: indent with spaces")
TOO_DEEP = Phrase("trop de niveaux emboîtés", "too many nested levels")
FORBIDDEN_CHARACTER = Phrase("caractère interdit (caractère de commande)", "forbidden character (control character)")
ONE_DOCUMENT = Phrase("un seul document par fichier : « --- » de trop", "one document a file: one “---” too many")
NO_ALIAS = Phrase("alias « *{name} » refusé : écrivez la valeur", "alias “*{name}” refused: write the value")
NO_ANCHOR = Phrase(
    "ancre « &{name} » refusée : écrivez la valeur à chaque endroit",
    "anchor “&{name}” refused: write the value in each place",
)
NO_TAG = Phrase("balise « {name} » refusée : n'écrivez que des valeurs", "tag “{name}” refused: write only values")
KEY_IS_A_WORD = Phrase("une clé est un mot, pas une liste ni un groupe", "a key is a word, not a list or a group")
EMPTY_KEY = Phrase("clé vide", "empty key")
NO_MERGE = Phrase("fusion « << » refusée : écrivez les clés", "merge “<<” refused: write the keys")
KEY_TWICE_LINE = Phrase(
    "clé « {name} » en double (déjà ligne {line})", "key “{name}” written twice (already line {line})"
)
NOT_JSON_NUMBER = Phrase(
    "« {name} » n'est pas un nombre en JSON (ligne {line}, colonne {column})",
    "“{name}” is not a number in JSON (line {line}, column {column})",
)
EMPTY_BODY = Phrase("corps vide : une situation en JSON est attendue", "empty body: a situation in JSON is expected")
BAD_JSON = Phrase("JSON mal formé, ligne {line}, colonne {column}", "malformed JSON, line {line}, column {column}")
JSON_TOO_DEEP = Phrase(
    "imbrication trop profonde : {levels} niveaux au plus", "nested too deep: {levels} levels at most"
)
NUMBER_TOO_LONG = Phrase(
    "nombre trop long (ligne {line}, colonne {column})", "a number is too long (line {line}, column {column})"
)
NUMBER_TOO_BIG = Phrase("nombre trop grand", "a number is too large")
KEY_TOO_LONG = Phrase(
    "clé trop longue « {start}… » : {most} caractères au plus", "key too long “{start}…”: {most} characters at most"
)
HALF_CHARACTER = Phrase(
    "caractère incomplet (moitié de paire Unicode)", "incomplete character (half of a Unicode surrogate pair)"
)
KEY_TWICE = Phrase("clé « {name} » écrite deux fois", "key “{name}” written twice")

# Columns --------------------------------------------------------------------------------------------------------------

COLUMNS_EXPECTED = Phrase(
    "un objet JSON est attendu : period, individus, output", "a JSON object is expected: period, individus, output"
)
COLUMNS_PERIOD = Phrase(
    "« period » manque : un jour (2026-04-14), un mois (2026-04) ou une année (2026)",
    "“period” is missing: a day (2026-04-14), a month (2026-04) or a year (2026)",
)
COLUMNS_LENGTH = Phrase(
    "« {period} » : un jour (2026-04-14), un mois (2026-04) ou une année (2026) est attendu",
    "“{period}”: a day (2026-04-14), a month (2026-04) or a year (2026) is expected",
)
COLUMN_ELSEWHERE = Phrase("{name} se donne dans « {plural} »", "{name} is given in “{plural}”")
NO_COLUMN = Phrase(
    "« individus » manque : au moins une variable et sa liste de valeurs",
    "“individus” is missing: one variable and its list of values at least",
)
EVEN_COLUMNS = Phrase(
    "des colonnes de même longueur sont attendues (longueurs : {lengths})",
    "columns of the same length are expected (lengths: {lengths})",
)
NONE = Phrase("aucune", "none")
COLUMNS_OF = Phrase(
    "« {plural} » : des variables et leurs listes de valeurs", "“{plural}”: variables and their lists of values"
)
ROLE_WITHOUT_HOUSEHOLD = Phrase(
    "« role » suppose « foyer » : un foyer par personne", "“role” needs “foyer”: one household a person"
)
HOUSEHOLDS_LIST = Phrase(
    "« foyer » : une liste de numéros ou de noms, un par personne",
    "“foyer”: a list of numbers or names, one a person",
)
HOUSEHOLD_WITHOUT = Phrase("foyer « {name} » : aucun {role}", "household “{name}”: no {role}")
ROLES_LIST = Phrase(
    "« role » : une liste, un rôle par personne ({roles})", "“role”: a list, one role a person ({roles})"
)
UNKNOWN_ROLE = Phrase("rôle inconnu « {name} »", "unknown role “{name}”")
TOO_MANY_OF_ROLE = Phrase("foyer « {name} » : {most} {role} au plus", "household “{name}”: {most} {role} at most")
VALUES_EXPECTED = Phrase(
    "{name} : une liste de {count} valeurs est attendue", "{name}: a list of {count} values is expected"
)
UNEXPECTED_VALUE = Phrase("{name} : valeur inattendue « {raw} »", "{name}: unexpected value “{raw}”")
A_LIST = Phrase("liste", "list")
AN_OBJECT = Phrase("objet", "object")
ONE_PER_HOUSEHOLD = Phrase(
    "{name} : les personnes d'un même foyer portent la même valeur", "{name}: the persons of a household bear one value"
)
NO_PYARROW = Phrase(
    "Ce service n'a pas Arrow (« pip install openfisca-cpam[tables] » l'ajoute) : envoyez et demandez du JSON.",
    "This service has no Arrow (“pip install openfisca-cpam[tables]” adds it): send and ask for JSON.",
)
NOT_ARROW = Phrase("le corps n'est pas un flux Arrow IPC lisible", "the body is not a readable Arrow IPC stream")
ARROW_COMPRESSED = Phrase(
    "les flux Arrow compressés ne sont pas admis : écrivez-les sans compression",
    "compressed Arrow streams are not allowed: write them without compression",
)
ARROW_TYPE = Phrase(
    "{name} : type Arrow « {kind} » non admis (nombres, booléens, textes, dictionnaires de textes, date32)",
    "{name}: Arrow type “{kind}” is not allowed (numbers, booleans, texts, dictionaries of texts, date32)",
)
ARROW_NULL = Phrase("{name} : valeur manquante (null)", "{name}: missing value (null)")
OUTPUT_LIST = Phrase("« output » : la liste des variables demandées", "“output”: the list of the variables asked for")

# Limits and answers of the service ------------------------------------------------------------------------------------

MOST_PERSONS = Phrase(
    "{count} personnes : {most} au plus par requête.", "{count} persons: {most} at most in one request."
)
MOST_ROWS = Phrase(
    "{count} personnes : {most} au plus par requête en colonnes.",
    "{count} persons: {most} at most in one request of columns.",
)
MOST_RESULTS = Phrase(
    "{count} résultats demandés : {most} au plus par requête.",
    "{count} results are asked for: {most} at most in one request.",
)
MOST_VALUES = Phrase(
    "{count} valeurs demandées : {most} au plus par requête en colonnes.",
    "{count} values are asked for: {most} at most in one request of columns.",
)
UNKNOWN_OPTION = Phrase("option inconnue « {name} » dans l'adresse", "unknown option “{name}” in the address")
PACKED = Phrase(
    "Le corps de la requête est compressé : envoyez-le tel quel, sans Content-Encoding.",
    "The body of the request is compressed: send it as it is, without Content-Encoding.",
)
WRONG_OPTION = Phrase(
    "« {name} » dans l'adresse : true ou false attendu", "“{name}” in the address: true or false expected"
)
MOST_INPUTS = Phrase(
    "{count} données, mois et jours comptés un à un : {most} au plus par requête.",
    "{count} inputs, months and days counted one by one: {most} at most in one request.",
)
MOST_EXPLAINED = Phrase(
    "{count} résultats à expliquer : {most} au plus par requête.",
    "{count} results to explain: {most} at most in one request.",
)
MOST_MEMBERS = Phrase(
    "un foyer de {count} personnes à expliquer : {most} au plus.",
    "a household of {count} persons to explain: {most} at most.",
)
MOST_TRACED = Phrase(
    "{count} valeurs d'étapes : {most} au plus par requête.",
    "{count} values of steps: {most} at most in one request.",
)
TOO_SLOW = Phrase(
    "Calcul trop long : {seconds} secondes au plus par requête.",
    "The computation takes too long: {seconds} seconds at most for one request.",
)
SEVERAL_MISTAKES = Phrase("{count} erreurs dans la situation.", "{count} mistakes in the situation.")
NOT_UNDERSTOOD = Phrase("La requête n'est pas comprise.", "The request is not understood.")
NOTHING_HERE = Phrase("Il n'y a rien à cette adresse.", "There is nothing at this address.")
WRONG_METHOD = Phrase("Cette méthode n'est pas admise à cette adresse.", "This method is not allowed at this address.")
BODY_TOO_LONG = Phrase("La requête est trop longue.", "The request is too long.")
NOT_JSON = Phrase(
    "Le corps de la requête doit être du JSON (Content-Type: application/json).",
    "The body of the request must be JSON (Content-Type: application/json).",
)
TOO_MUCH = Phrase("Le calcul demandé est trop grand.", "The computation asked for is too large.")
FAILED = Phrase("La requête n'a pas abouti.", "The request failed.")
FAULT = Phrase(
    "Une erreur est survenue ; signalez cet identifiant.", "Something went wrong; please report this identifier."
)

# The assistant's tools ------------------------------------------------------------------------------------------------

DID_YOU_MEAN = Phrase("{message} ; vouliez-vous dire « {suggestion} » ?", "{message}; did you mean “{suggestion}”?")
AND_OTHERS = Phrase("et {count} autres erreurs", "and {count} other mistakes")
UNKNOWN_TOOL = Phrase("outil inconnu « {name} »", "unknown tool “{name}”")
UNKNOWN_ARGUMENT = Phrase("argument inconnu « {name} »", "unknown argument “{name}”")
ARGUMENT_MISSING = Phrase("l'argument « {name} » manque", "the argument “{name}” is missing")
ARGUMENT_AMONG = Phrase("« {name} » : {values}, au choix", "“{name}”: one of {values}")
OBJECT_ARGUMENT = Phrase("« {name} » : un objet JSON est attendu", "“{name}”: a JSON object is expected")
TEXT_ARGUMENT = Phrase("« {name} » : un texte est attendu", "“{name}”: a text is expected")
UNKNOWN_PARAMETER = Phrase("paramètre inconnu « {name} »", "unknown parameter “{name}”")
UNKNOWN_SITUATION = Phrase("situation inconnue « {name} »", "unknown situation “{name}”")
NO_WORD = Phrase("« mots » : au moins un mot", "“mots”: one word at least")
