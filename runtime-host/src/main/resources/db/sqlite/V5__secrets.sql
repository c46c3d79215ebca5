-- Secrets, sealed with the key in the file secrets.key. Kept to SQL that PostgreSQL reads too.

create table secrets (
  name       text   not null primary key,
  key_id     text   not null, -- which key, not the key
  sealed     text   not null, -- base64 of nonce, ciphertext and tag
  created_at bigint not null, -- nanoseconds since 1970 UTC
  changed_at bigint not null
);
