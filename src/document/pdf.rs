pub(super) fn write(_: &super::Document) -> crate::error::Result<Vec<u8>> { Ok(Vec::new()) }
