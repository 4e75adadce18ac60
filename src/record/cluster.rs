//! The records around the cases: the cluster's people and its settings.

use super::case::Question;
use super::id::{PersonId, SettingId};
use super::shape::record;
use super::value::{Number, Term, Text, vocabulary};

vocabulary! {
    /// Kinds of schools and services.
    SettingKind = "setting-kinds";
    /// What a person of the cluster is.
    Post = "posts";
}

record! {
    /// The people of the cluster: `people.yaml`.
    People {
        /// The layout of this file.
        schema: Number,
        /// Practitioners and leaders.
        people: Vec<Person>,
        /// Where two people wrote different things.
        questions: Vec<Question>,
    }

    /// One practitioner or leader.
    Person row 'p' {
        /// The id of the person.
        id: PersonId,
        /// The name.
        name: Text,
        /// What they are in the cluster.
        role: Option<Term<Post>>,
        /// The e-mail address.
        email: Option<Text>,
        /// The names they log in with.
        logins: Vec<Text>,
    }

    /// One school, kura or service: a file in `settings/`.
    Setting {
        /// The layout of this file.
        schema: Number,
        /// The id, which is also the name of the file.
        id: SettingId,
        /// The name.
        name: Text,
        /// The kind of school or service.
        kind: Option<Term<SettingKind>>,
        /// The one known person to talk to.
        key_contact: Option<Text>,
        /// The liaison RTLB.
        liaison: Option<PersonId>,
        /// The learning support coordinator, where there is one.
        coordinator: Option<Text>,
        /// The facilitator from the Ministry.
        facilitator: Option<Text>,
        /// The number that the Ministry knows it by.
        number: Option<Text>,
        /// Who governs it.
        authority: Option<Text>,
        /// The town or suburb.
        town: Option<Text>,
        /// The takiwā of the Ministry.
        takiwa: Option<Text>,
        /// The education region.
        region: Option<Text>,
        /// The e-mail address.
        email: Option<Text>,
        /// The telephone number.
        telephone: Option<Text>,
        /// Where two people wrote different things.
        questions: Vec<Question>,
    }
}
