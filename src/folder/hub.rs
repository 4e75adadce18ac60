//! What `pikorua.toml` says about the hub.

use super::find::MARK;
use crate::error::{Error, Result};

/// The hub as the cluster names it: `hub = "PLACE"`, or a section `[hub]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedHub {
    /// Where it is, for everybody: a path, or an address.
    pub at: Option<String>,
    /// A computer elsewhere that may hold the cluster's work.
    pub host: Option<String>,
    /// The person who accepted that, by their id.
    pub accepted_by: Option<String>,
}

impl NamedHub {
    pub(super) fn read(written: toml::Value) -> Result<NamedHub> {
        let mut hub = NamedHub::default();
        let section = match written {
            toml::Value::String(at) => {
                hub.at = Some(at);
                return Ok(hub);
            }
            toml::Value::Table(section) => section,
            _ => return Err(wrong("`hub` is neither a place in quotes nor a section")),
        };
        for (key, value) in section {
            let place = match key.as_str() {
                "at" => &mut hub.at,
                "host" => &mut hub.host,
                "accepted_by" => &mut hub.accepted_by,
                _ => return Err(wrong(&format!("`{key}` is not a key that belongs under `[hub]`"))),
            };
            let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
            *place = Some(
                text.ok_or_else(|| wrong(&format!("`{key}` under `[hub]` is not text in quotes")))?.into(),
            );
        }
        Ok(hub)
    }
}

fn wrong(what: &str) -> Error {
    Error::request(format!("in `{MARK}`, {what}"))
        .hint("Write `hub = \"PLACE\"`; or `[hub]`, and under it `at`, `host` and `accepted_by`, each with text in quotes.")
}

#[cfg(test)]
mod tests {
    use crate::error::ErrorKind;
    use crate::folder::Cluster;
    use crate::folder::testing::says;

    #[test]
    fn a_hub_is_a_place_or_a_section() {
        let read = |text: &str| Cluster::read(&format!("schema = 1\nname = 'Awa'\n{text}"));
        assert_eq!(read("hub = 'S:/hub'").unwrap().hub.at.as_deref(), Some("S:/hub"));
        let hub = read("[hub]\nhost = 'git.example.nz'\naccepted_by = 'p-4kd7'\n").unwrap().hub;
        assert_eq!(
            (hub.host.as_deref(), hub.accepted_by.as_deref(), hub.at),
            (Some("git.example.nz"), Some("p-4kd7"), None)
        );
        assert!(read("hub = 'x'").unwrap().unknown.is_empty());
        says(read("hub = 5").unwrap_err(), ErrorKind::Request, "neither a place");
        says(read("[hub]\nhots = 'x'").unwrap_err(), ErrorKind::Request, "`hots` is not a key");
        says(read("[hub]\nhost = ' '").unwrap_err(), ErrorKind::Request, "not text in quotes");
    }
}
