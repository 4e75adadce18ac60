//! One file a rule.

mod action_without_person_or_date;
mod dates_out_of_order;
mod goal_without_reason_or_measure;
mod id_not_the_files;
mod individual_without_agreement;
mod name_in_title;
mod plan_without_whanau_voice;
mod same_row_id;
mod unknown_person;
mod unknown_setting;
pub(super) mod unknown_word;

use super::Rule;

/// Contradictions first, then what is worth a look.
pub(super) const RULES: &[Rule] = &[
    id_not_the_files::RULE,
    same_row_id::RULE,
    unknown_person::RULE,
    dates_out_of_order::RULE,
    unknown_setting::RULE,
    unknown_word::RULE,
    name_in_title::RULE,
    goal_without_reason_or_measure::RULE,
    action_without_person_or_date::RULE,
    plan_without_whanau_voice::RULE,
    individual_without_agreement::RULE,
];
