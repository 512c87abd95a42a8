"""Les articles des soins que plusieurs fichiers citent : nom, puis adresse."""

L160_8 = [
    "Article L. 160-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053282923",
]
L160_14 = [
    "Article L. 160-14 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284968",
]
L162_16_7 = [
    "Article L. 162-16-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812181",
]
L162_58 = [
    "Article L. 162-58 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051285006",
    "Article R. 162-64 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051596535",
]
L861_3 = [
    "Article L. 861-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
]
R160_16 = [
    "Article R. 160-16 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037964533",
]
R160_17 = [
    "Article R. 160-17 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049902786",
]
