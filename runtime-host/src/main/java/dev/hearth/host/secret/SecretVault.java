package dev.hearth.host.secret;

import dev.hearth.host.config.TimeSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The secrets of this host: sets them, forgets them, gives them out. Reads take no lock; changes
 * are durable before they are seen, and are seen at once. Any thread may use it.
 */
public final class SecretVault {

  /** The largest value, in bytes. */
  public static final int LARGEST = 64 * 1024;

  private static final Logger LOG = System.getLogger(SecretVault.class.getName());
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private final SecretStore store;
  private final MasterKeyFile file;
  private final RandomGenerator random;
  private final TimeSource time;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** Guards changes of {@link #key} and their order. */
  private final ReentrantLock changing = new ReentrantLock();

  private volatile Optional<MasterKey> key = Optional.empty();
  private boolean isKeyMissing;

  private SecretVault(
      SecretStore store, MasterKeyFile file, RandomGenerator random, TimeSource time) {
    this.store = store;
    this.file = file;
    this.random = random;
    this.time = time;
  }

  /** A secret in memory. */
  private sealed interface Entry {
    SealedSecret sealed();

    record Open(SealedSecret sealed, SecretValue value) implements Entry {}

    record Locked(SealedSecret sealed, String why) implements Entry {}
  }

  /**
   * What may be told of a secret.
   *
   * @param readable whether its value can be read here and now
   */
  public record Listed(String name, Instant createdAt, Instant changedAt, boolean readable) {}

  /**
   * The secrets of {@code store}. When their key is not there they stay locked, which is logged.
   *
   * @param random must be fit for secrets
   */
  public static SecretVault open(
      SecretStore store, MasterKeyFile file, RandomGenerator random, TimeSource time) {
    SecretVault vault = new SecretVault(store, file, random, time);
    vault.load();
    return vault;
  }

  private void load() {
    for (SealedSecret secret : store.secrets()) {
      entries.put(secret.name(), new Entry.Locked(secret, "it has not been opened yet"));
    }
    if (!entries.isEmpty()) {
      try {
        key = Optional.of(keyOfAll());
        entries.replaceAll((_, entry) -> opened(entry.sealed()));
      } catch (SecretsLockedException locked) {
        String why = String.valueOf(locked.getMessage());
        LOG.log(Level.ERROR, "no secret can be read: " + why);
        entries.replaceAll((_, entry) -> new Entry.Locked(entry.sealed(), why));
      }
    }
  }

  private Entry opened(SealedSecret secret) {
    Optional<byte[]> value = key.flatMap(k -> k.open(secret.name(), secret.sealed()));
    if (value.isPresent()) {
      return new Entry.Open(secret, SecretValue.of(value.get()));
    }
    String why =
        "the secret "
            + secret.name()
            + " in the store is damaged: set it anew with PUT /v1/secrets/"
            + secret.name();
    LOG.log(Level.ERROR, why);
    return new Entry.Locked(secret, why);
  }

  /** Whether a secret can have this name: a letter or underscore, then digits too; at most 64. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether there is a secret of this name, readable or not. */
  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /**
   * The value of a secret now; empty if there is none of this name.
   *
   * @throws SecretsLockedException when there is one and it cannot be read
   */
  public Optional<SecretValue> find(String name) {
    return switch (entries.get(name)) {
      case null -> Optional.empty();
      case Entry.Open(_, SecretValue value) -> Optional.of(value);
      case Entry.Locked(_, String why) -> throw new SecretsLockedException(why);
    };
  }

  /** All secrets, by name. */
  public List<Listed> all() {
    return entries.values().stream()
        .map(entry -> listed(entry.sealed(), entry instanceof Entry.Open))
        .sorted(Comparator.comparing(Listed::name))
        .toList();
  }

  private static Listed listed(SealedSecret secret, boolean readable) {
    return new Listed(secret.name(), secret.createdAt(), secret.changedAt(), readable);
  }

  /**
   * Sets a secret.
   *
   * @param value 1 to {@link #LARGEST} bytes
   * @return whether there was none of this name
   * @throws IllegalArgumentException when name or value cannot be one
   * @throws SecretsLockedException when the key of the other secrets is not there
   * @throws dev.hearth.host.registry.StoreException when it cannot be made durable; nothing has
   *     changed
   */
  public boolean put(String name, byte[] value) {
    if (!isName(name) || value.length == 0 || value.length > LARGEST) {
      throw new IllegalArgumentException("no name or no value of a secret");
    }
    changing.lock();
    try {
      MasterKey with = keyOfAll();
      Instant now = time.now();
      Optional<Entry> before = Optional.ofNullable(entries.get(name));
      Instant created = before.map(entry -> entry.sealed().createdAt()).orElse(now);
      SealedSecret secret =
          new SealedSecret(name, with.id(), with.seal(name, value, random), created, now);
      store.put(secret);
      key = Optional.of(with);
      entries.put(name, new Entry.Open(secret, SecretValue.of(value)));
      return before.isEmpty();
    } finally {
      changing.unlock();
    }
  }

  /** Forgets a secret; false if there was none of this name. Needs no key. */
  public boolean remove(String name) {
    changing.lock();
    try {
      boolean removed = store.remove(name);
      entries.remove(name);
      return removed;
    } finally {
      changing.unlock();
    }
  }

  /**
   * Seals something that is kept elsewhere with the key of the secrets, which is made if there is
   * none.
   *
   * @param purpose what it is; holds a space, so that it is the name of no secret
   * @throws SecretsLockedException when the key of the secrets is not there
   */
  public String seal(String purpose, byte[] value) {
    changing.lock();
    try {
      MasterKey with = keyOfAll();
      key = Optional.of(with);
      return with.seal(purpose, value, random);
    } finally {
      changing.unlock();
    }
  }

  /** What was sealed for this purpose; empty when it cannot be read here and now. */
  public Optional<byte[]> unseal(String purpose, String sealed) {
    Optional<MasterKey> with = key;
    return (with.isPresent() ? with : keyThereIs()).flatMap(k -> k.open(purpose, sealed));
  }

  /** The key of the secrets without making one; looked for once, as mending it needs a restart. */
  private Optional<MasterKey> keyThereIs() {
    changing.lock();
    try {
      if (key.isEmpty() && !isKeyMissing) {
        Optional<MasterKey> found = file.read();
        found.ifPresent(this::refuseAnother);
        key = found;
        isKeyMissing = found.isEmpty();
        if (isKeyMissing) {
          LOG.log(Level.ERROR, "no key can sign: the file " + file + " is gone");
        }
      }
    } catch (SecretsLockedException locked) {
      isKeyMissing = true;
      LOG.log(Level.ERROR, "no key can sign: " + locked.getMessage());
    } finally {
      changing.unlock();
    }
    return key;
  }

  /** The key that all secrets are sealed with; made if there are no secrets and no key. */
  private MasterKey keyOfAll() {
    if (key.isPresent()) {
      return key.get();
    }
    Optional<MasterKey> found = file.read();
    if (found.isEmpty() && !entries.isEmpty()) {
      throw new SecretsLockedException(
          "the file "
              + file
              + " with the key of the secrets is gone: restore it from a backup and start the host"
              + " anew; if it is lost, so are the secrets: delete each with DELETE"
              + " /v1/secrets/{name}?force=true and set it again");
    }
    found.ifPresent(this::refuseAnother);
    return found.orElseGet(file::create);
  }

  private void refuseAnother(MasterKey found) {
    for (Entry entry : entries.values()) {
      if (!entry.sealed().keyId().equals(found.id())) {
        throw new SecretsLockedException(
            "the file "
                + file
                + " holds another key ("
                + found.id()
                + ") than the one that the secret "
                + entry.sealed().name()
                + " is sealed with ("
                + entry.sealed().keyId()
                + "): restore the right one from a backup and start the host anew; if it is lost,"
                + " delete each secret with DELETE /v1/secrets/{name}?force=true and set it again");
      }
    }
  }
}
