-- How often a key may be used, as registry.Rate writes it; empty for as often as it likes.

alter table access_keys add column rate text not null default '';
