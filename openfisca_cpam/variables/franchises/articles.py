"""Les articles des franchises que plusieurs fichiers citent : nom, puis adresse."""

D160_6 = [
    "Article D. 160-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049536609",
]
D160_9 = [
    "Article D. 160-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158651",
]
D160_10 = [
    "Article D. 160-10 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031806411",
]
