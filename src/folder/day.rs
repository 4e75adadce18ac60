//! A day in `pikorua.toml`.

use serde::{Deserialize, Deserializer};

use crate::record::value::Date;

/// A day of TOML, or one in quotes.
pub(super) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let value = toml::Value::deserialize(from)?;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let not = || {
        serde::de::Error::custom(format!("`{text}` is not a day, write year-month-day as in `2026-02-02`"))
    };
    text.parse().map_err(|_| not())
}

/// The same, where there may be none.
pub(super) fn perhaps<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    day(from).map(Some)
}
