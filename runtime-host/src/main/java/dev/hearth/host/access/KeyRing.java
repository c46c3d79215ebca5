package dev.hearth.host.access;

import dev.hearth.host.config.Rate;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The keys of this host: makes them, forgets them, judges them. Reads take no lock; changes are
 * durable before they are seen. Any thread may use it.
 */
public final class KeyRing {

  /** What publishing an event needs; who may call every function has it too. */
  public static final String PUBLISH = "publish";

  private static final String PREFIX = "hk_";
  private static final Set<String> PLAIN_SCOPES = Set.of("admin", "deploy", "read", PUBLISH);

  private final KeyStore store;
  private final RandomGenerator random;
  private final TimeSource time;
  private final KeySealing sealing;
  private final Map<String, StoredKey> byId = new ConcurrentHashMap<>();

  /**
   * With the keys of {@code store}, none of which can sign.
   *
   * @param random must be fit for secrets
   */
  public KeyRing(KeyStore store, RandomGenerator random, TimeSource time) {
    this(store, random, time, KeySealing.NONE);
  }

  /**
   * With the keys of {@code store}.
   *
   * @param random must be fit for secrets
   * @param sealing keeps the secrets of new keys, so that these can sign
   */
  public KeyRing(KeyStore store, RandomGenerator random, TimeSource time, KeySealing sealing) {
    this.store = store;
    this.random = random;
    this.time = time;
    this.sealing = sealing;
    store.keys().forEach(key -> byId.put(key.id(), key));
  }

  /** Whether {@code scope} is one that a key can have. */
  public static boolean isScope(String scope) {
    if (PLAIN_SCOPES.contains(scope) || scope.equals("invoke:*")) {
      return true;
    }
    return scope.startsWith("invoke:") && FunctionName.isValid(scope.substring(7));
  }

  /** Makes a key that may be used as often as it likes, with 256 random bits as its secret. */
  public NewKey create(Collection<String> scopes, String label) {
    return create(scopes, label, Rate.UNLIMITED);
  }

  /** Makes a key with 256 random bits as its secret, and a limit to its use. */
  public NewKey create(Collection<String> scopes, String label, Rate rate) {
    String id = HexFormat.of().formatHex(bytes(8));
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    StoredKey key =
        new StoredKey(
            id,
            hash(secret),
            Set.copyOf(scopes),
            label,
            time.now(),
            rate,
            sealing.seal(id, secret.getBytes(StandardCharsets.UTF_8)));
    store.add(key);
    byId.put(id, key);
    return new NewKey(key, PREFIX + id + "." + secret);
  }

  /** Forgets a key; false if there is none with this id. */
  public boolean remove(String id) {
    boolean removed = store.remove(id);
    byId.remove(id);
    return removed;
  }

  /** All keys, oldest first. */
  public List<StoredKey> all() {
    return byId.values().stream().sorted(Comparator.comparing(StoredKey::createdAt)).toList();
  }

  /**
   * Judges a key for one action; {@code admin} may do everything.
   *
   * @param token the whole key as it was sent; empty if none was
   * @param scope what the action needs
   */
  public Verdict judge(String token, String scope) {
    if (token.isEmpty()) {
      return Verdict.NO_KEY;
    }
    return proven(token)
        .map(key -> allows(key, scope) ? Verdict.ALLOWED : Verdict.NOT_IN_SCOPE)
        .orElse(Verdict.WRONG_KEY);
  }

  /** The key that a token is, if its secret is right. */
  public Optional<StoredKey> proven(String token) {
    return named(token).filter(key -> matches(key, token.substring(token.indexOf('.') + 1)));
  }

  /** The key whose name, as the access key id of a signed request, is {@code hk_<id>}. */
  public Optional<StoredKey> withAccessKeyId(String accessKeyId) {
    return accessKeyId.startsWith(PREFIX)
        ? Optional.ofNullable(byId.get(accessKeyId.substring(PREFIX.length())))
        : Optional.empty();
  }

  /** What requests are signed with by whoever has the key; empty if it cannot sign here and now. */
  public Optional<byte[]> secretOf(StoredKey key) {
    return key.signs() ? sealing.open(key.id(), key.sealedSecret()) : Optional.empty();
  }

  /** Whether a key that has been proven may do what needs {@code scope}. */
  public static boolean allows(StoredKey key, String scope) {
    return allows(key.scopes(), scope);
  }

  /** The key that a token names, whether its secret is right or not. */
  public Optional<StoredKey> named(String token) {
    int dot = token.indexOf('.');
    return token.startsWith(PREFIX) && dot >= 0
        ? Optional.ofNullable(byId.get(token.substring(PREFIX.length(), dot)))
        : Optional.empty();
  }

  private static boolean allows(Set<String> scopes, String scope) {
    return scopes.contains("admin")
        || scopes.contains(scope)
        || ((scope.startsWith("invoke:") || scope.equals(PUBLISH)) && scopes.contains("invoke:*"));
  }

  private static boolean matches(StoredKey key, String secret) {
    return MessageDigest.isEqual(
        key.secretHash().hex().getBytes(StandardCharsets.US_ASCII),
        hash(secret).hex().getBytes(StandardCharsets.US_ASCII));
  }

  private static Digest hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return new Digest(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
