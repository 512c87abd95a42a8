"""Les dates du droit : décision, effet, durée, renouvellement, renonciation (L. 861-5, R. 861-16-1 à R. 861-18).

Le jour d'un calcul est celui de la demande ; une date qui n'existe pas vaut 1970-01-01.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.decision import DroitC2S, MotifC2S, MotifDroitPersonne

L861_5 = [
    "Article L. 861-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046806509",
]
R861_16_1 = [
    "Article R. 861-16-1, II, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049853542",
]
R861_16_3 = [
    "Article R. 861-16-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044492458",
]
R861_16_5 = [
    "Article R. 861-16-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045601961",
]
R861_16_7 = [
    "Article R. 861-16-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045598144",
]
R861_18 = [
    "Article R. 861-18 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045601938",
]
R861_34 = [
    "Article R. 861-34 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038677027",
]
L861_3 = [
    "Article L. 861-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
]


class MotifEffet(Enum):
    aucun_droit = "Aucun droit : pas de date d'effet"
    renouvellement_premature = "Demande de renouvellement trop tôt : plus de quatre mois avant l'expiration (R. 861-18)"
    renouvellement = "Renouvellement : lendemain de l'expiration (R. 861-18)"
    apres_renonciation = "Nouvelle demande dans le mois qui suit une renonciation (R. 861-16-7)"
    hospitalisation = "Hospitalisation : premier jour du mois de l'admission, deux mois au plus en arrière"
    attribution_immediate = "Attribution immédiate : premier jour du mois de la demande (L. 861-5)"
    decision = "Premier jour du mois qui suit la décision (L. 861-5)"
    elements_perdus = "Droit perdu : éléments de paiement reçus après trois mois (R. 861-16-3)"
    attente_paiement = "En attente des éléments de paiement (L. 861-5)"
    paiement = "Premier jour du mois qui suit la décision et les éléments de paiement (L. 861-5)"


class c2s_dossier_complet_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date de réception du dossier complet"
    label_en = "Date of the complete file"
    reference = R861_16_1
    documentation = "À défaut, le jour de la demande."


class c2s_decision_limite_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour de la décision : le silence vaut ensuite acceptation"
    label_en = "Last day of the decision; silence means acceptance"
    reference = L861_5 + R861_16_1

    def formula_2019_11_01(foyer, period, parameters):
        """Deux mois depuis le dossier complet, à défaut depuis le jour de la demande."""
        mois = parameters(period).complementaire_sante_solidaire.delais.decision_mois
        complet = foyer("c2s_dossier_complet_date", period)
        return ajoute_mois(where(est_renseignee(complet), complet, premier_jour(period)), mois)


class c2s_decision_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date de la décision"
    label_en = "Date of the decision"
    reference = L861_5 + R861_16_1
    documentation = "À défaut, le jour où le silence vaut acceptation."


class c2s_decision_retenue_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date de la décision, expresse ou tacite"
    label_en = "Date of the decision, express or tacit"
    reference = L861_5 + R861_16_1

    def formula_2019_11_01(foyer, period):
        """La décision donnée ; à défaut, le jour où le silence vaut acceptation."""
        decision = foyer("c2s_decision_date", period)
        return where(est_renseignee(decision), decision, foyer("c2s_decision_limite_date", period))


class c2s_bulletin_envoi_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date d'envoi du bulletin d'adhésion"
    label_en = "Date of sending of the form"
    reference = R861_16_3


class c2s_paiement_elements_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date de réception des éléments de paiement (moyen de paiement et bulletin)"
    label_en = "Date of receipt of the payment elements"
    reference = L861_5 + R861_16_3


class c2s_attribution_immediate(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Attribution immédiate demandée et justifiée par la situation"
    label_en = "Immediate grant"
    reference = L861_5


class c2s_puma_debut_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Début de la prise en charge des frais de santé, si elle suit le début du mois de la demande"
    label_en = "Start of PUMa cover"
    reference = L861_5


class c2s_hospitalisation_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date d'admission à l'hôpital qui a empêché de demander le jour même"
    label_en = "Date of admission to hospital"
    reference = L861_5


class c2s_droit_precedent_fin_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour du droit précédent, à renouveler"
    label_en = "Last day of the former right"
    reference = R861_18


class c2s_nouveau_foyer(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Nouvelle demande parce qu'un autre majeur rejoint le foyer, ou que deux foyers se réunissent"
    label_en = "New application as another adult joins"
    reference = R861_16_5 + R861_18


class c2s_droit_precedent_ferme_impaye(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Le droit précédent a été fermé pour impayé"
    label_en = "Former right closed for non-payment"
    reference = R861_34


class c2s_renouvellement_tardif_accorde(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "La caisse accorde l'effet au lendemain de l'expiration malgré le retard"
    label_en = "Late renewal granted"
    reference = R861_18


class c2s_renouvellement_bulletin_necessaire(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Le montant ou le gestionnaire change : un nouveau bulletin est nécessaire"
    label_en = "A new form is needed"
    reference = R861_18


class c2s_renonciation_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date de réception de la renonciation au droit"
    label_en = "Date of receipt of the renunciation"
    reference = L861_5


class c2s_renonciation_precedente_fin_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour du droit précédent, après renonciation"
    label_en = "Last day of the former right, after renunciation"
    reference = R861_16_7


class c2s_percoit_minimum_vieillesse_ancien(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Le demandeur perçoit une ancienne allocation du minimum vieillesse"
    label_en = "Receives an old minimum pension allowance"
    reference = L861_5


class c2s_sortie_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date du décès ou du départ de France"
    label_en = "Date of death or of leaving France"
    reference = R861_16_5
    documentation = "Le décès peut aussi n'être donné que par date_deces."


class c2s_demande_reputee_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date réputée de la demande"
    label_en = "Deemed date of the application"
    reference = L861_5
    documentation = (
        "Lecture C de la limite : l'admission, ou deux mois avant la demande si elle est plus ancienne. Elle avance "
        "l'effet du droit ; plafonds, période de référence et foyer restent ceux du jour de la demande (lecture C)."
    )

    def formula_2019_11_01(foyer, period, parameters):
        """Le jour de l'admission à l'hôpital, deux mois au plus avant la demande."""
        mois = parameters(period).complementaire_sante_solidaire.delais.retroactivite_hospitalisation_mois
        jour = premier_jour(period)
        admission = foyer("c2s_hospitalisation_date", period)
        recule = est_renseignee(admission) & (admission <= jour)
        return where(recule, max_(admission, ajoute_mois(jour, -mois)), jour)


class c2s_paiement_limite_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour pour envoyer les éléments de paiement"
    label_en = "Last day to send the payment elements"
    reference = R861_16_3

    def formula_2019_11_01(foyer, period, parameters):
        """Trois mois depuis l'envoi du bulletin, de quantième à quantième."""
        envoi = foyer("c2s_bulletin_envoi_date", period)
        mois = parameters(period).complementaire_sante_solidaire.delais.retour_bulletin_mois
        return where(est_renseignee(envoi), ajoute_mois(envoi, mois), NON_RENSEIGNEE)


class c2s_effet_motif(Variable):
    value_type = Enum
    possible_values = MotifEffet
    default_value = MotifEffet.aucun_droit
    entity = Foyer
    definition_period = DAY
    label = "Ce qui fixe la date d'effet"
    label_en = "What sets the date of effect"
    reference = L861_5 + R861_16_3 + R861_16_7 + R861_18

    def formula_2019_11_01(foyer, period, parameters):
        """Décision, éléments de paiement, attribution immédiate, hospitalisation, renouvellement, renonciation."""
        delais = parameters(period).complementaire_sante_solidaire.delais
        jour = premier_jour(period)
        droit = foyer.members("c2s_droit_personne", period)
        ouvert = foyer.any(droit != DroitC2S.aucun)
        avec = not_(foyer.any(droit == DroitC2S.sans_participation))
        recu = foyer("c2s_paiement_elements_date", period)
        limite = foyer("c2s_paiement_limite_date", period)
        paye = est_renseignee(recu)
        perdu = paye & est_renseignee(limite) & (recu > limite)

        precedent = foyer("c2s_droit_precedent_fin_date", period)
        renouvelable = est_renseignee(precedent) & not_(
            foyer("c2s_droit_precedent_ferme_impaye", period) | foyer("c2s_nouveau_foyer", period)
        )
        premature = renouvelable & (jour < ajoute_mois(precedent, -delais.renouvellement_debut_mois))
        accorde = foyer("c2s_renouvellement_tardif_accorde", period)
        a_temps = (jour <= ajoute_mois(precedent, -delais.renouvellement_fin_mois)) | (accorde & (jour <= precedent))
        # R. 861-16-2, III : avant lui, toujours un bulletin.
        bulletin = avec & (
            foyer("c2s_renouvellement_bulletin_necessaire", period) | (not delais.renouvellement_sans_bulletin)
        )
        bulletin_recu = paye & not_(perdu) & ((recu <= precedent) | (accorde & (recu < ajoute_mois(precedent, 1))))
        renouvele = renouvelable & a_temps & (not_(bulletin) | bulletin_recu)

        renonce = foyer("c2s_renonciation_precedente_fin_date", period)
        mois_suivant = ajoute_mois(premier_du_mois(renonce), 1)
        dans_le_mois = est_renseignee(renonce) & (premier_du_mois(jour) == mois_suivant)
        # R. 861-16-7, pour les demandes déposées depuis le 1er juin 2022.
        dans_le_mois = pourvu_que(delais.renonciation_fin_de_mois, dans_le_mois)
        hospitalise = foyer("c2s_demande_reputee_date", period) < jour
        # Sans participation, aucun élément de paiement n'est attendu.
        return premier_vrai(
            [
                (not_(ouvert), MotifEffet.aucun_droit),
                (premature, MotifEffet.renouvellement_premature),
                (renouvele, MotifEffet.renouvellement),
                (avec & perdu, MotifEffet.elements_perdus),
                (dans_le_mois & (not_(avec) | paye), MotifEffet.apres_renonciation),
                (hospitalise, MotifEffet.hospitalisation),
                (foyer("c2s_attribution_immediate", period), MotifEffet.attribution_immediate),
                (not_(avec), MotifEffet.decision),
                (paye, MotifEffet.paiement),
            ],
            sinon=MotifEffet.attente_paiement,
        )


class c2s_effet_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Premier jour du droit"
    label_en = "First day of the right"
    reference = L861_5 + R861_16_3 + R861_16_7 + R861_18

    documentation = "Sans objet quand la renonciation est reçue avant ce jour : le droit ne s'ouvre pas."

    def formula_2019_11_01(foyer, period, parameters):
        """Un premier du mois, sauf attribution immédiate avant le début de la prise en charge de base."""
        motif = foyer("c2s_effet_motif", period)
        jour = premier_jour(period)
        precedent = foyer("c2s_droit_precedent_fin_date", period)
        decision = foyer("c2s_decision_retenue_date", period)
        recu = foyer("c2s_paiement_elements_date", period)

        def apres_renonciation():
            avec = not_(foyer.any(foyer.members("c2s_droit_personne", period) == DroitC2S.sans_participation))
            return where(avec, _mois_suivant(recu), premier_du_mois(jour))

        effet = uniforme(NON_RENSEIGNEE, foyer.count)
        for membre, valeur_du_motif in (
            (MotifEffet.renouvellement, lambda: ajoute_jours(precedent, 1)),
            (MotifEffet.apres_renonciation, apres_renonciation),
            (MotifEffet.hospitalisation, lambda: premier_du_mois(foyer("c2s_demande_reputee_date", period))),
            (
                MotifEffet.attribution_immediate,
                lambda: max_(premier_du_mois(jour), foyer("c2s_puma_debut_date", period)),
            ),
            (MotifEffet.decision, lambda: _mois_suivant(decision)),
            (MotifEffet.paiement, lambda: _mois_suivant(max_(decision, recu))),
        ):
            concernes = motif == membre
            if concernes.any():
                effet = where(concernes, valeur_du_motif(), effet)
        # Un droit en cours court jusqu'à son terme, sauf pour un nouveau foyer : le nouveau ne commence pas avant.
        attend = est_renseignee(precedent) & not_(foyer("c2s_nouveau_foyer", period))
        if attend.any():
            effet = where(attend & est_renseignee(effet), max_(effet, ajoute_jours(precedent, 1)), effet)
        renonciation = foyer("c2s_renonciation_date", period)
        renonce_avant = _renonciation_possible(renonciation, parameters) & (renonciation >= jour)
        if renonce_avant.any():
            effet = where(renonce_avant & (renonciation < effet), NON_RENSEIGNEE, effet)
        return effet


class c2s_droit_precedent_interruption_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour du droit précédent, une fois la nouvelle demande décidée"
    label_en = "Last day of the former right once the new application is decided"
    reference = R861_16_5 + R861_18

    def formula_2019_11_01(foyer, period):
        """La veille du nouveau droit d'un nouveau foyer ; sinon, et en cas de refus, son terme."""
        precedent = foyer("c2s_droit_precedent_fin_date", period)
        veille = ajoute_jours(foyer("c2s_effet_date", period), -1)
        interrompu = foyer("c2s_nouveau_foyer", period) & est_renseignee(foyer("c2s_effet_date", period))
        fin = where(interrompu, min_(veille, precedent), precedent)
        return where(est_renseignee(precedent), fin, NON_RENSEIGNEE)


class c2s_provisoire_fin_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour de la période provisoire d'une attribution immédiate"
    label_en = "Last day of the provisional period"
    reference = L861_5
    documentation = "La caisse vérifie ensuite la situation, puis le droit court jusqu'à son terme."

    def formula_2019_11_01(foyer, period, parameters):
        """Trois mois (pratique des caisses) ; sans objet autrement."""
        effet = foyer("c2s_effet_date", period)
        mois = parameters(period).complementaire_sante_solidaire.delais.provisoire_mois
        immediate = foyer("c2s_effet_motif", period) == MotifEffet.attribution_immediate
        return where(immediate, fin_de_duree(effet, mois), NON_RENSEIGNEE)


class c2s_fin_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour du droit"
    label_en = "Last day of the right"
    reference = L861_5
    documentation = "La fermeture pour impayé et la renonciation l'avancent."

    def formula_2019_11_01(foyer, period, parameters):
        """Un an ; depuis le 1er juin 2022, le dernier jour du mois où la renonciation est reçue."""
        effet = foyer("c2s_effet_date", period)
        mois = parameters(period).complementaire_sante_solidaire.delais.duree_droit_mois
        terme = fin_de_duree(effet, mois)
        renonciation = foyer("c2s_renonciation_date", period)
        renonce = _renonciation_possible(renonciation, parameters) & (renonciation >= effet)
        terme = where(renonce, min_(terme, ajoute_jours(_mois_suivant(renonciation), -1)), terme)
        fermeture = foyer("c2s_fermeture_date", period)
        ferme = foyer("c2s_droit_ferme_impaye", period) & (fermeture > effet)
        terme = where(ferme, min_(terme, ajoute_jours(fermeture, -1)), terme)
        return where(est_renseignee(effet), terme, NON_RENSEIGNEE)


class c2s_renouvellement_debut_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Premier jour pour demander le renouvellement"
    label_en = "First day to ask for the renewal"
    reference = R861_18

    def formula_2019_11_01(foyer, period, parameters):
        """Quatre mois avant le dernier jour du droit ; sans objet après une fermeture pour impayé (R. 861-34)."""
        mois = parameters(period).complementaire_sante_solidaire.delais.renouvellement_debut_mois
        return _avant_la_fin(foyer, period, mois)


class c2s_renouvellement_fin_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour pour demander le renouvellement"
    label_en = "Last day to ask for the renewal"
    reference = R861_18

    def formula_2019_11_01(foyer, period, parameters):
        """Deux mois avant le dernier jour du droit ; sans objet après une fermeture pour impayé (R. 861-34)."""
        mois = parameters(period).complementaire_sante_solidaire.delais.renouvellement_fin_mois
        return _avant_la_fin(foyer, period, mois)


class c2s_renouvellement_automatique(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Le droit se renouvelle automatiquement"
    label_en = "Renewed automatically"
    reference = L861_5 + R861_18
    documentation = (
        "RSA, ASPA et anciennes allocations du minimum vieillesse, tant qu'elles sont servies. Lecture C : dans un "
        "couple, l'ASPA de l'un des deux suffit."
    )

    def formula_2019_11_01(foyer, period):
        """Tant que l'allocation est perçue ; notification trois mois avant la fin, silence d'un mois : renouvelé."""
        rsa = foyer("c2s_motif", period) == MotifC2S.rsa
        aspa = foyer.any(foyer.members("c2s_membre", period) & foyer.members("c2s_percoit_aspa", period))
        ancien = foyer("c2s_percoit_minimum_vieillesse_ancien", period)
        return est_renseignee(foyer("c2s_effet_date", period)) & (rsa | aspa | ancien)


class c2s_tiers_payant_fin_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour du tiers payant sur la part obligatoire, après la fin du droit"
    label_en = "Last day of direct settlement after the right"
    reference = L861_3

    def formula_2019_11_01(foyer, period, parameters):
        """Un an après le dernier jour du droit, sur la seule part de l'assurance maladie obligatoire."""
        mois = parameters(period).complementaire_sante_solidaire.delais.tiers_payant_apres_fin_mois
        fin = foyer("c2s_fin_date", period)
        return where(est_renseignee(fin), ajoute_mois(fin, mois), NON_RENSEIGNEE)


class c2s_personne_effet_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour du droit de la personne"
    label_en = "First day of the person's right"
    reference = L861_5 + R861_16_5

    def formula_2019_11_01(individu, period):
        """Celui du foyer, ou l'arrivée de l'enfant dans un droit en cours ; rien pour qui est décédé ou parti avant."""
        effet, fin = individu.foyer("c2s_effet_date", period), individu.foyer("c2s_fin_date", period)
        arrivee = individu("c2s_arrivee_retenue_date", period)
        motif = individu("c2s_droit_personne_motif", period)
        rejoint = motif == MotifDroitPersonne.arrivee_en_cours
        couverte = est_renseignee(effet) & (individu("c2s_droit_personne", period) != DroitC2S.aucun)
        debut = where(rejoint, max_(effet, arrivee), effet)
        sortie = _sortie(individu, period)
        sans_objet = (rejoint & (arrivee > fin)) | (est_renseignee(sortie) & (sortie < debut))
        return where(couverte & not_(sans_objet), debut, NON_RENSEIGNEE)


class c2s_personne_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour du droit de la personne"
    label_en = "Last day of the person's right"
    reference = L861_5 + R861_16_5
    documentation = "Le décès du demandeur ne met pas fin au droit des autres membres (R. 861-16-5, IV)."

    def formula_2019_11_01(individu, period):
        """Celui du foyer, ou le jour du décès ou du départ de France de la personne."""
        effet = individu("c2s_personne_effet_date", period)
        fin = individu.foyer("c2s_fin_date", period)
        sortie = _sortie(individu, period)
        fin = where(est_renseignee(sortie), min_(fin, sortie), fin)
        return where(est_renseignee(effet), fin, NON_RENSEIGNEE)


def _renonciation_possible(dates, parameters):
    """La renonciation est donnée, et le texte qui la règle (1er juin 2022) était en vigueur ce jour-là."""
    possible = a_la_date(
        dates,
        lambda jour: valeur(
            parameters(jour).complementaire_sante_solidaire.delais, "renonciation_fin_de_mois", sinon=False
        ),
    )
    return est_renseignee(dates) & possible


def _sortie(individu, period):
    """Le décès ou le départ de France, le premier des deux qui soit donné."""
    sortie, deces = individu("c2s_sortie_date", period), individu("date_deces", period)
    return where(est_renseignee(sortie) & est_renseignee(deces), min_(sortie, deces), max_(sortie, deces))


def _mois_suivant(dates):
    """Le premier jour du mois qui suit chaque date."""
    return ajoute_mois(premier_du_mois(dates), 1)


def _avant_la_fin(foyer, period, mois):
    """Tant de mois avant le dernier jour du droit, de quantième à quantième."""
    fin = foyer("c2s_fin_date", period)
    possible = est_renseignee(fin) & not_(foyer("c2s_droit_ferme_impaye", period))
    return where(possible, ajoute_mois(fin, -mois), NON_RENSEIGNEE)
