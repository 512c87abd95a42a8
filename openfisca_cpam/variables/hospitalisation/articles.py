"""Les articles de l'hospitalisation que plusieurs fichiers citent : nom, puis adresse."""

L174_4 = [
    "Article L. 174-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000017842416",
]
R160_5 = [
    "Article R. 160-5, 1° et 2°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053285637",
]
R160_6 = [
    "Article R. 160-6, al. 4, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031796275",
]
R160_16 = [
    "Article R. 160-16 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037964533",
]
R162_27 = [
    "Article R. 162-27 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000050942717",
]
