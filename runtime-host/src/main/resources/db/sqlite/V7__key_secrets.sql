-- The secret of a key, sealed with the key in the file secrets.key, so that signed requests can be
-- verified; empty for a key that cannot sign, such as all that were made before.

alter table access_keys add column sealed_secret text not null default '';
