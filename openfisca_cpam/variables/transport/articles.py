"""Les articles du transport que plusieurs fichiers citent : nom, puis adresse."""

L141_1 = [
    "Article L. 141-1 du code de la sécurité sociale, en vigueur jusqu'au 31 décembre 2021",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038314523",
]
L322_5 = [
    "Article L. 322-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284883",
]
R322_10_1 = [
    "Article R. 322-10-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006749244",
]
R322_10_2 = [
    "Article R. 322-10-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041404409",
]
R322_10_5 = [
    "Article R. 322-10-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000030288189",
]
R322_10_9 = [
    "Article R. 322-10-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045583954",
]
