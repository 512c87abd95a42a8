"""Le renouvellement des lunettes : délais, vue dégradée, situations médicales, second équipement, verres teintés."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import CSP, LPP
from openfisca_cpam.variables.appareillage.commun import MotifAppareillage, prochain_renouvellement
from openfisca_cpam.variables.appareillage.optique_equipement import correction
from openfisca_cpam.variables.appareillage.optique_ordonnance import PrescripteurOptique
from openfisca_cpam.variables.appareillage.prescription import L160_8, sans_echange_oral


class SituationMedicaleOptique(Enum):
    aucune = "Aucune situation médicale de la liste"
    glaucome = "Glaucome"
    hypertonie_intraoculaire = "Hypertonie intraoculaire isolée"
    degenerescence_maculaire = "Dégénérescence maculaire liée à l'âge ou maculopathie évolutive"
    retinopathie_diabetique = "Rétinopathie diabétique"
    chirurgie_cataracte = "Opération de la cataracte depuis moins d'un an"
    cataracte_evolutive = "Cataracte évolutive à composante réfractive"
    tumeur_oculaire = "Tumeur oculaire ou palpébrale"
    chirurgie_refractive = "Chirurgie réfractive depuis moins de six mois"
    traumatisme_oculaire = "Traumatisme oculaire sévère depuis moins d'un an"
    greffe_cornee = "Greffe de cornée depuis moins d'un an"
    keratocone = "Kératocône évolutif"
    keratopathie = "Kératopathie évolutive"
    dystrophie_corneenne = "Dystrophie cornéenne"
    amblyopie = "Amblyopie"
    diplopie = "Diplopie récente ou évolutive"
    diabete = "Diabète"
    maladie_auto_immune = "Maladie auto-immune (Basedow, sclérose en plaques, polyarthrite, lupus, spondylarthrite)"
    hypertension_mal_controlee = "Hypertension artérielle mal contrôlée"
    sida = "Sida"
    affection_neurologique = "Affection neurologique à composante oculaire"
    cancer = "Cancer primitif de l'œil, ou autre cancer à localisation oculaire secondaire"
    traitement_au_long_cours = (
        "Traitement au long cours (corticoïdes, antipaludéens de synthèse, autre médicament à effet oculaire)"
    )


class IndicationSecondEquipement(Enum):
    aucune = "Aucune indication de second équipement"
    intolerance_progressifs = "Intolérance ou contre-indication aux progressifs, déficits de près et de loin"
    penalisation_optique = "Amblyopie ou strabisme qui nécessite une pénalisation optique"


class IndicationVerresTeintes(Enum):
    aucune = "Aucune indication de verres teintés"
    photophobie_permanente = "Affection congénitale ou acquise à photophobie permanente (albinisme, aniridie…)"
    photophobie_dmla_operee = "Photophobie, dégénérescence maculaire après opération de la cataracte"
    photophobie_basse_vision = "Photophobie, rétinopathie évoluée avec basse vision"
    photophobie_strabisme = "Photophobie, strabisme divergent intermittent"
    photophobie_forte_ametropie = "Photophobie, forte myopie ou hypermétropie"


class RenouvellementOptique(Enum):
    sans_delai = "Pas de délai : aucun équipement précédent, ou achat avant 2020"
    adulte = "Deux ans à partir de seize ans"
    enfant = "Un an avant seize ans"
    morphologie = "Six mois avant six ans, monture qui ne convient plus au visage"
    degradation = "Un an à partir de seize ans, vue dégradée"
    degradation_enfant = "Verres sans délai avant seize ans, dégradation attestée par un ophtalmologiste"
    situation_medicale = "Verres sans délai, situation médicale de la liste et nouvelle prescription ophtalmologique"


class optique_delivrance_precedente_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Délivrance du précédent équipement remboursé"
    label_en = "Dispensing of the previous equipment"
    reference = LPP
    documentation = (
        "Quelle que soit sa classe. À défaut (1970-01-01), aucun équipement précédent. Une perte ou une casse"
        " ne change rien."
    )


class optique_delivrance_precedente_monture_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Délivrance de la précédente monture remboursée"
    label_en = "Dispensing of the previous frame"
    reference = LPP
    documentation = "Monture et verres achetés séparément : chacun a sa date (lecture, C)."

    def formula_2009_01_01(individu, period):
        """À défaut d'une date propre, celle du précédent équipement."""
        return individu("optique_delivrance_precedente_date", period)


class optique_delivrance_precedente_verres_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Délivrance des précédents verres remboursés"
    label_en = "Dispensing of the previous lenses"
    reference = LPP
    documentation = "Monture et verres achetés séparément : chacun a sa date (lecture, C)."

    def formula_2009_01_01(individu, period):
        """À défaut d'une date propre, celle du précédent équipement."""
        return individu("optique_delivrance_precedente_date", period)


class optique_monture_inadaptee_visage(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La monture ne convient plus au visage de l'enfant et le verre perd son efficacité"
    label_en = "The frame no longer fits the child's face"
    reference = LPP


class optique_prescription_precedente_connue(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La prescription précédente est donnée"
    label_en = "The previous prescription is given"
    reference = LPP
    documentation = "Vrai : la dégradation se calcule en comparant les deux prescriptions."


class optique_degradation_attestee(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Dégradation de la vue attestée, sans les deux prescriptions"
    label_en = "Degradation attested"
    reference = LPP
    documentation = "Nouvelle prescription, ou adaptation par l'opticien (D. 4362-12-1 du code de la santé publique)."


class optique_degradation_certifiee_ophtalmologiste(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Dégradation attestée par un ophtalmologiste sur une nouvelle prescription"
    label_en = "Degradation certified by an ophthalmologist"
    reference = LPP


class optique_situation_medicale(Variable):
    value_type = Enum
    possible_values = SituationMedicaleOptique
    default_value = SituationMedicaleOptique.aucune
    entity = Individu
    definition_period = DAY
    label = "Situation médicale qui permet de renouveler les verres sans délai"
    label_en = "Medical situation"
    reference = LPP


class optique_situation_medicale_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de l'opération ou du traumatisme"
    label_en = "Date of the operation or trauma"
    reference = LPP
    documentation = (
        "Pour les situations limitées dans le temps ; à défaut, la condition de durée est tenue pour vérifiée."
    )


class optique_nouvelle_prescription(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'ordonnance est une nouvelle prescription, postérieure à l'équipement précédent"
    label_en = "New prescription"
    reference = LPP


class optique_second_equipement(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Second équipement, délivré en même temps qu'un autre"
    label_en = "Second equipment at once"
    reference = LPP
    documentation = (
        "L'équipement délivré le même jour, même donné comme le précédent, ne fait pas attendre un second équipement "
        "indiqué par l'ophtalmologiste : le délai se compte depuis un équipement plus ancien."
    )


class optique_second_equipement_indication(Variable):
    value_type = Enum
    possible_values = IndicationSecondEquipement
    default_value = IndicationSecondEquipement.aucune
    entity = Individu
    definition_period = DAY
    label = "Indication du second équipement, portée par l'ophtalmologiste sur l'ordonnance"
    label_en = "Indication of the second equipment"
    reference = LPP


class optique_verres_teintes(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Verres teintés"
    label_en = "Tinted lenses"
    reference = LPP


class optique_verres_teintes_indication(Variable):
    value_type = Enum
    possible_values = IndicationVerresTeintes
    default_value = IndicationVerresTeintes.aucune
    entity = Individu
    definition_period = DAY
    label = "Indication des verres teintés"
    label_en = "Indication of tinted lenses"
    reference = LPP


class optique_inscrit_liste(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "L'équipement est inscrit sur la liste et délivré par un opticien-lunetier"
    label_en = "Listed and delivered by an optician"
    reference = LPP


_VERRES = ("verre_droit", "verre_gauche")


def _correction_precedente(individu, period, verre):
    sphere = individu(f"optique_sphere_{verre}_precedent", period)
    cylindre = individu(f"optique_cylindre_{verre}_precedent", period)
    return where(cylindre < 0, sphere + cylindre, sphere), numpy.abs(cylindre)


def _axe_change(individu, period, regles, verre):
    """L'axe du cylindre a tourné de plus que l'écart admis pour ce cylindre."""
    angles, tranches, ecarts = regles.angles_degres, regles.degradation_axe_cylindre, regles.degradation_axe_degres
    _, cylindre = correction(individu, period, verre)
    _, cylindre_precedent = _correction_precedente(individu, period, verre)
    tourne = (individu(f"optique_cylindre_{verre}", period) < 0) ^ (
        individu(f"optique_cylindre_{verre}_precedent", period) < 0
    )
    ecart = individu(f"optique_axe_{verre}", period) - individu(f"optique_axe_{verre}_precedent", period)
    ecart = numpy.mod(ecart + tourne * angles.quart_de_tour, angles.demi_tour)
    ecart = min_(ecart, angles.demi_tour - ecart)
    admis = where(
        cylindre <= tranches.faible,
        ecarts.cylindre_faible,
        where(cylindre <= tranches.moyen, ecarts.cylindre_moyen, ecarts.cylindre_fort),
    )
    return (cylindre > 0) & (cylindre_precedent > 0) & (ecart > admis)


class optique_degradation(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La vue s'est dégradée depuis la prescription précédente"
    label_en = "Sight has degraded"
    reference = LPP

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : 0,50 dioptrie sur un œil ou 0,25 sur les deux (sphère ou cylindre, addition, sphère et
        addition), ou un axe qui a tourné ; l'attestation ne vaut qu'à défaut des deux prescriptions.
        """
        regles = parameters(period).appareillage.optique.renouvellement
        ecarts = {"correction": [], "addition": [], "somme": []}
        axe_change = numpy.zeros(individu.count, dtype=bool)
        for verre in _VERRES:
            sphere, cylindre = correction(individu, period, verre)
            avant, cylindre_avant = _correction_precedente(individu, period, verre)
            addition = individu(f"optique_addition_{verre}", period)
            addition_avant = individu(f"optique_addition_{verre}_precedent", period)
            de_correction = max_(numpy.abs(sphere - avant), numpy.abs(cylindre - cylindre_avant))
            ecarts["correction"].append(arrondi_centime(de_correction))
            ecarts["addition"].append(arrondi_centime(numpy.abs(addition - addition_avant)))
            ecarts["somme"].append(arrondi_centime(numpy.abs(sphere + addition - avant - addition_avant)))
            axe_change = axe_change | _axe_change(individu, period, regles, verre)
        dioptries = regles.degradation_dioptries
        mesuree = axe_change
        for droit, gauche in ecarts.values():
            mesuree = (
                mesuree | (max_(droit, gauche) >= dioptries.un_oeil) | (min_(droit, gauche) >= dioptries.deux_yeux)
            )
        connue = individu("optique_prescription_precedente_connue", period)
        return where(connue, mesuree, individu("optique_degradation_attestee", period))


class optique_situation_medicale_reconnue(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Les verres se renouvellent sans délai pour une situation médicale"
    label_en = "Medical situation lifts the delay"
    reference = LPP

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : situation de la liste, dans son délai, avec une nouvelle prescription ophtalmologique."""
        situation = individu("optique_situation_medicale", period)
        survenue = individu("optique_situation_medicale_date", period)
        delais = parameters(period).appareillage.optique.renouvellement.situation_medicale_mois
        dans_le_delai = numpy.ones(individu.count, dtype=bool)
        for nom in (
            SituationMedicaleOptique.chirurgie_cataracte,
            SituationMedicaleOptique.chirurgie_refractive,
            SituationMedicaleOptique.traumatisme_oculaire,
            SituationMedicaleOptique.greffe_cornee,
        ):
            recente = premier_jour(period) < ajoute_mois(survenue, delais[nom.name])
            dans_le_delai = dans_le_delai & ((situation != nom) | not_(est_renseignee(survenue)) | recente)
        ophtalmologiste = individu("optique_ordonnance_prescripteur", period) == PrescripteurOptique.ophtalmologiste
        nouvelle = individu("optique_nouvelle_prescription", period) & ophtalmologiste
        return (situation != SituationMedicaleOptique.aucune) & dans_le_delai & nouvelle


def _delai_equipement(individu, period, parameters, age):
    """Mois de délai de l'équipement entier, selon l'âge à la délivrance."""
    regles = parameters(period).appareillage.optique.renouvellement
    delais = regles.delai_mois
    inadaptee = individu("optique_monture_inadaptee_visage", period)
    degradation = individu("optique_degradation", period)
    return numpy.select(
        [(age < regles.age_jeune_enfant) & inadaptee, age < regles.age_adulte, degradation],
        [delais.moins_de_6_ans_monture_inadaptee, delais.moins_de_16_ans, delais.degradation],
        delais.a_partir_de_16_ans,
    )


def _verres_sans_delai(individu, period, parameters, age):
    regles = parameters(period).appareillage.optique.renouvellement
    certifiee = individu("optique_degradation_certifiee_ophtalmologiste", period)
    return ((age < regles.age_adulte) & certifiee) | individu("optique_situation_medicale_reconnue", period)


def _renouvellement(individu, period, parameters, precedente, verres):
    """La règle de délai retenue, pour la monture ou pour les verres."""
    regles = parameters(period).appareillage.optique.renouvellement
    age = individu("age", period)
    enfant = age < regles.age_adulte
    jeune = (age < regles.age_jeune_enfant) & individu("optique_monture_inadaptee_visage", period)
    certifiee = enfant & individu("optique_degradation_certifiee_ophtalmologiste", period)
    return premier_vrai(
        [
            (not_(est_renseignee(precedente)), RenouvellementOptique.sans_delai),
            (
                verres & individu("optique_situation_medicale_reconnue", period),
                RenouvellementOptique.situation_medicale,
            ),
            (verres & certifiee, RenouvellementOptique.degradation_enfant),
            (jeune, RenouvellementOptique.morphologie),
            (enfant, RenouvellementOptique.enfant),
            (individu("optique_degradation", period), RenouvellementOptique.degradation),
        ],
        sinon=RenouvellementOptique.adulte,
    )


class optique_renouvellement_monture_motif(Variable):
    value_type = Enum
    possible_values = RenouvellementOptique
    default_value = RenouvellementOptique.sans_delai
    entity = Individu
    definition_period = DAY
    label = "Règle de délai retenue pour la monture"
    label_en = "Delay rule used for the frame"
    reference = LPP

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020, un équipement par période minimale."""
        precedente = individu("optique_delivrance_precedente_monture_date", period)
        return _renouvellement(individu, period, parameters, precedente, verres=False)


class optique_renouvellement_verres_motif(Variable):
    value_type = Enum
    possible_values = RenouvellementOptique
    default_value = RenouvellementOptique.sans_delai
    entity = Individu
    definition_period = DAY
    label = "Règle de délai retenue pour les verres"
    label_en = "Delay rule used for the lenses"
    reference = LPP

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020, un équipement par période minimale ; les verres seuls parfois sans délai."""
        precedente = individu("optique_delivrance_precedente_verres_date", period)
        return _renouvellement(individu, period, parameters, precedente, verres=True)


class optique_prochain_renouvellement_monture_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour où la monture peut être renouvelée"
    label_en = "First day the frame can be renewed"
    reference = LPP
    documentation = "Sans objet (1970-01-01) sans équipement précédent, et avant 2020."

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020, le délai se compte de date à date depuis la délivrance précédente."""
        precedente = individu("optique_delivrance_precedente_monture_date", period)
        return prochain_renouvellement(
            individu, period, precedente, lambda age: _delai_equipement(individu, period, parameters, age)
        )


class optique_prochain_renouvellement_verres_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour où les verres peuvent être renouvelés"
    label_en = "First day the lenses can be renewed"
    reference = LPP
    documentation = "Sans objet (1970-01-01) sans équipement précédent, et avant 2020."

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 ; sans délai pour une situation médicale, ou avant seize ans sur certificat d'un
        ophtalmologiste.
        """
        delais = parameters(period).appareillage.optique.renouvellement.delai_mois

        def delai(age):
            sans_delai = _verres_sans_delai(individu, period, parameters, age)
            return where(sans_delai, delais.anticipe_verres, _delai_equipement(individu, period, parameters, age))

        return prochain_renouvellement(
            individu, period, individu("optique_delivrance_precedente_verres_date", period), delai
        )


class optique_renouvellement_apres_achat_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour où un équipement délivré ce jour pourra être renouvelé"
    label_en = "First renewal day of an equipment dispensed today"
    reference = LPP
    documentation = "Délai ordinaire, sans dégradation de la vue ni situation médicale."

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : deux ans à partir de seize ans, un an avant."""
        regles = parameters(period).appareillage.optique.renouvellement
        delais = regles.delai_mois
        return prochain_renouvellement(
            individu,
            period,
            numpy.full(individu.count, premier_jour(period)),
            lambda age: where(age < regles.age_adulte, delais.moins_de_16_ans, delais.a_partir_de_16_ans),
        )


def _conditions(individu, period, parameters):
    """Les conditions communes à la monture et aux verres, dans l'ordre où elles sont regardées.

    L'échange oral s'exige des prescriptions établies depuis le 28 décembre 2023 (L. 160-8).
    """
    indication = individu("optique_second_equipement_indication", period)
    ophtalmologiste = individu("optique_ordonnance_prescripteur", period) == PrescripteurOptique.ophtalmologiste
    second_refuse = individu("optique_second_equipement", period) & not_(
        ophtalmologiste & (indication != IndicationSecondEquipement.aucune)
    )
    ordonnance = individu("optique_ordonnance_date", period)
    sans_ordonnance = not_(est_renseignee(ordonnance)) | (premier_jour(period) < ordonnance)
    return [
        (not_(individu("optique_inscrit_liste", period)), MotifAppareillage.hors_liste),
        (sans_ordonnance, MotifAppareillage.sans_ordonnance),
        (not_(individu("optique_prescripteur_habilite", period)), MotifAppareillage.prescripteur_non_habilite),
        (sans_echange_oral(individu, period, parameters, ordonnance), MotifAppareillage.sans_echange_oral),
        (not_(individu("optique_ordonnance_valable", period)), MotifAppareillage.ordonnance_perimee),
        (second_refuse, MotifAppareillage.indication_absente),
    ]


def _trop_tot(individu, period, element):
    """Le délai de renouvellement court encore ; le premier équipement d'une paire ne fait pas attendre le second."""
    jour = premier_jour(period)
    precedente = individu(f"optique_delivrance_precedente_{element}_date", period)
    # Une indication absente a déjà fait refuser le second équipement.
    de_la_paire = individu("optique_second_equipement", period) & (precedente == jour)
    return not_(de_la_paire) & (jour < individu(f"optique_prochain_renouvellement_{element}_date", period))


def _verres_achetes(individu, period):
    return (individu("optique_prix_verre_droit", period) > 0) | (individu("optique_prix_verre_gauche", period) > 0)


def _teintes_refuses(individu, period):
    indication = individu("optique_verres_teintes_indication", period)
    return individu("optique_verres_teintes", period) & (indication == IndicationVerresTeintes.aucune)


class optique_monture_motif(Variable):
    value_type = Enum
    possible_values = MotifAppareillage
    default_value = MotifAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "La monture est-elle prise en charge, et pourquoi"
    label_en = "Whether the frame is covered, and why"
    reference = LPP + CSP + L160_8

    def formula_2009_01_01(individu, period, parameters):
        """Une ordonnance valable ; avant 2020, aucun délai fixe de l'Assurance Maladie."""
        absente = individu("optique_prix_monture", period) == 0
        cas = [(absente, MotifAppareillage.sans_objet), *_conditions(individu, period, parameters)]
        return premier_vrai(cas, sinon=MotifAppareillage.eligible)

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020, le délai de renouvellement s'y ajoute, sauf entre les deux équipements d'une paire."""
        absente = individu("optique_prix_monture", period) == 0
        return premier_vrai(
            [
                (absente, MotifAppareillage.sans_objet),
                *_conditions(individu, period, parameters),
                (_trop_tot(individu, period, "monture"), MotifAppareillage.delai_non_ecoule),
            ],
            sinon=MotifAppareillage.eligible,
        )


class optique_verres_motif(Variable):
    value_type = Enum
    possible_values = MotifAppareillage
    default_value = MotifAppareillage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Les verres sont-ils pris en charge, et pourquoi"
    label_en = "Whether the lenses are covered, and why"
    reference = LPP + CSP + L160_8

    def formula_2009_01_01(individu, period, parameters):
        """Une ordonnance valable, une indication pour des verres teintés ; avant 2020, aucun délai fixe de l'Assurance
        Maladie.
        """
        return premier_vrai(
            [
                (not_(_verres_achetes(individu, period)), MotifAppareillage.sans_objet),
                *_conditions(individu, period, parameters),
                (_teintes_refuses(individu, period), MotifAppareillage.indication_absente),
            ],
            sinon=MotifAppareillage.eligible,
        )

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020, le délai de renouvellement s'y ajoute, sauf entre les deux équipements d'une paire."""
        return premier_vrai(
            [
                (not_(_verres_achetes(individu, period)), MotifAppareillage.sans_objet),
                *_conditions(individu, period, parameters),
                (_teintes_refuses(individu, period), MotifAppareillage.indication_absente),
                (_trop_tot(individu, period, "verres"), MotifAppareillage.delai_non_ecoule),
            ],
            sinon=MotifAppareillage.eligible,
        )


class optique_monture_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La monture est prise en charge"
    label_en = "The frame is covered"
    reference = LPP

    def formula_2009_01_01(individu, period):
        """Vrai quand toutes les conditions sont remplies."""
        return individu("optique_monture_motif", period) == MotifAppareillage.eligible


class optique_verres_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Les verres sont pris en charge"
    label_en = "The lenses are covered"
    reference = LPP

    def formula_2009_01_01(individu, period):
        """Vrai quand toutes les conditions sont remplies."""
        return individu("optique_verres_motif", period) == MotifAppareillage.eligible
