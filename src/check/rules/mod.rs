//! One file a rule.

mod action_without_person_or_date;
mod agreement_running_out;
mod answer_past_its_day;
mod check_in_due;
mod closed_without_telling;
mod co_designers_missing;
mod coach_of_themselves;
mod dates_out_of_order;
mod decision_past_its_day;
mod ended_without_outcome;
mod evidence_from_one_circle;
mod given_to_those_it_is_for;
mod goal_without_baseline;
mod goal_without_reason_or_measure;
mod goals_without_progress;
mod hand_over_without_agreement;
mod health_not_looked_at;
mod hui_without_word_for_whanau;
mod hypothesis_without_evidence;
mod id_not_the_files;
mod individual_without_agreement;
mod kept_elsewhere;
mod learner_actions_only;
pub(super) mod left_with_open_questions;
mod less_intrusive_first;
mod look_again_past;
mod loop_past_its_day;
mod member_without_contact;
mod name_in_title;
mod need_of_one_without_agreement;
mod next_step_open;
mod no_first_contact;
mod no_lead;
mod not_yet;
mod one_layer_only;
pub(super) mod open_question;
mod outcome_rated_once;
mod outcome_twice;
mod part_of_another_kind;
mod piece_without_holder;
mod plan_changed_since_agreed;
mod plan_without_partner;
mod plan_without_whanau_voice;
mod rated_alone;
mod request_incomplete;
mod request_undecided;
mod resource_not_confirmed;
mod review_past_its_date;
mod review_without_reason;
mod role_not_agreed;
mod room_without_voice;
pub(super) mod same_person_id;
mod same_row_id;
mod second_plan;
mod service_without_answer;
mod several_rtlb_without_reason;
mod shared_work_without_reason;
mod status_without_reason;
mod step_left_out;
mod transition_near;
mod unknown_case;
mod unknown_person;
mod unknown_row;
mod unknown_setting;
pub(super) mod unknown_word;
mod voice_missing;
mod ways_past_their_day;
mod whom_it_is_for;

use super::Rule;

/// Contradictions first, then what is probably not meant so, then questions of practice, theme by theme.
pub(super) const RULES: &[Rule] = &[
    id_not_the_files::RULE,
    same_row_id::RULE,
    same_person_id::RULE,
    unknown_person::RULE,
    unknown_row::RULE,
    unknown_case::RULE,
    dates_out_of_order::RULE,
    open_question::RULE,
    not_yet::RULE,
    unknown_setting::RULE,
    unknown_word::RULE,
    part_of_another_kind::RULE,
    name_in_title::RULE,
    given_to_those_it_is_for::RULE,
    hand_over_without_agreement::RULE,
    plan_without_whanau_voice::RULE,
    voice_missing::RULE,
    hui_without_word_for_whanau::RULE,
    goal_without_reason_or_measure::RULE,
    goal_without_baseline::RULE,
    action_without_person_or_date::RULE,
    learner_actions_only::RULE,
    hypothesis_without_evidence::RULE,
    evidence_from_one_circle::RULE,
    second_plan::RULE,
    request_incomplete::RULE,
    request_undecided::RULE,
    answer_past_its_day::RULE,
    look_again_past::RULE,
    no_first_contact::RULE,
    review_past_its_date::RULE,
    review_without_reason::RULE,
    goals_without_progress::RULE,
    left_with_open_questions::RULE,
    next_step_open::RULE,
    service_without_answer::RULE,
    status_without_reason::RULE,
    step_left_out::RULE,
    transition_near::RULE,
    less_intrusive_first::RULE,
    one_layer_only::RULE,
    no_lead::RULE,
    whom_it_is_for::RULE,
    role_not_agreed::RULE,
    kept_elsewhere::RULE,
    several_rtlb_without_reason::RULE,
    shared_work_without_reason::RULE,
    coach_of_themselves::RULE,
    plan_without_partner::RULE,
    individual_without_agreement::RULE,
    agreement_running_out::RULE,
    plan_changed_since_agreed::RULE,
    outcome_rated_once::RULE,
    rated_alone::RULE,
    outcome_twice::RULE,
    ended_without_outcome::RULE,
    piece_without_holder::RULE,
    closed_without_telling::RULE,
    check_in_due::RULE,
    member_without_contact::RULE,
    ways_past_their_day::RULE,
    need_of_one_without_agreement::RULE,
    room_without_voice::RULE,
    decision_past_its_day::RULE,
    resource_not_confirmed::RULE,
    health_not_looked_at::RULE,
    co_designers_missing::RULE,
    loop_past_its_day::RULE,
];
