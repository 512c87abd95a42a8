"""Les articles de l'appareillage que plusieurs fichiers citent : nom, puis adresse."""

AUDITION = [
    "Arrêté du 14 novembre 2018 portant modification des modalités de prise en charge des aides auditives",
    "Article L. 165-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046822845",
]
CSP = [
    "Articles L. 4362-10, L. 4362-11 et D. 4362-11 et suivants du code de la santé publique",
]
D911_1 = [
    "Article D. 911-1, 2°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038093115",
]
L160_13 = [
    "Article L. 160-13, I, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
    "Article R. 160-5, 8°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053285637",
]
L162_9 = [
    "Article L. 162-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048687636",
    "Convention nationale des chirurgiens-dentistes, annexe IV",
]
L165_1 = [
    "Article L. 165-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046822845",
]
L165_3 = [
    "Article L. 165-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046822891",
]
L165_6_1 = [
    "Article L. 165-6-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051287458",
]
L325_1 = [
    "Articles L. 325-1 et D. 325-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031813563",
]
L861_3 = [
    "Article L. 861-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
]
L871_1 = [
    "Article L. 871-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051382496",
]
LPP = [
    "Liste des produits et prestations, titre II, chapitre 2 (arrêté du 3 décembre 2018)",
    "Article L. 165-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046822845",
]
R160_16 = [
    "Article R. 160-16 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037964533",
]
R165_24 = [
    "Article R. 165-24 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006747769",
    "Convention nationale des audioprothésistes, article 22",
    "https://www.legifrance.gouv.fr/jorf/article_jo/JORFARTI000046003884",
]
R165_40 = [
    "Article R. 165-40 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000026153100",
]
R871_2 = [
    "Article R. 871-2, 3°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]
