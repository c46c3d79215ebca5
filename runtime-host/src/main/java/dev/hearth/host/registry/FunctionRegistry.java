package dev.hearth.host.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * What is deployed, in memory. Reads take no lock and may come from every thread; changes are
 * serialised by {@link #changing}, made durable first, and only then seen.
 */
public final class FunctionRegistry {

  private static final Logger LOG = Logger.getLogger(FunctionRegistry.class.getName());
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private final Catalogue catalogue;
  private final ConcurrentHashMap<FunctionName, DeployedFunction> functions =
      new ConcurrentHashMap<>();
  private final List<RegistryListener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock changing = new ReentrantLock();

  /**
   * Loads everything.
   *
   * @throws StoreException when the catalogue cannot be read
   */
  public FunctionRegistry(Catalogue catalogue) {
    this.catalogue = catalogue;
    catalogue.load().forEach(function -> functions.put(function.name(), function));
  }

  /** Tells {@code listener} of all changes from now on. */
  public void addListener(RegistryListener listener) {
    listeners.add(listener);
  }

  /** The function of this name as it is deployed now. */
  public Optional<DeployedFunction> find(FunctionName name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** How many functions there are. */
  public int size() {
    return functions.size();
  }

  /** All functions, by name. */
  public List<DeployedFunction> all() {
    return functions.values().stream()
        .sorted(Comparator.comparing(DeployedFunction::name))
        .toList();
  }

  /**
   * The version that an address names.
   *
   * @param qualifier a version number, an alias, or empty for the active version
   * @param draw from 0 (included) to 1 (excluded), evenly spread: picks among an alias's versions
   * @return empty when the function, the version or the alias is not there
   */
  public Optional<FunctionVersion> resolve(FunctionName name, String qualifier, double draw) {
    return find(name).flatMap(function -> resolve(function, qualifier, alias -> alias.pick(draw)));
  }

  /**
   * The version of a function that an address names.
   *
   * @param qualifier a version number, an alias, or empty for the active version
   * @param choice picks among an alias's versions; asked only where there is one
   * @return empty when the version or the alias is not there
   */
  public static Optional<FunctionVersion> resolve(
      DeployedFunction function, String qualifier, ToIntFunction<Alias> choice) {
    if (qualifier.isEmpty()) {
      return Optional.of(function.active());
    }
    if (NUMBER.matcher(qualifier).matches()) {
      return function.version(Integer.parseInt(qualifier));
    }
    return Optional.ofNullable(function.aliases().get(qualifier))
        .flatMap(alias -> function.version(choice.applyAsInt(alias)));
  }

  /**
   * Makes a change durable, then lets it be seen, then tells the listeners.
   *
   * @return the function after it; empty when it is deleted
   * @throws UnknownFunctionException when the change needs a function that is not there
   * @throws IllegalStateException when the change does not fit the function; the message is for the
   *     caller
   * @throws StoreException when it cannot be made durable; nothing has changed
   */
  public Optional<DeployedFunction> apply(CatalogueChange change) {
    changing.lock();
    try {
      Optional<DeployedFunction> before = find(change.function());
      Optional<DeployedFunction> after =
          before.isPresent() ? before.get().after(change) : Optional.of(first(change));
      catalogue.commit(change);
      after.ifPresentOrElse(
          function -> functions.put(function.name(), function),
          () -> functions.remove(change.function()));
      listeners.forEach(listener -> tell(listener, before, after));
      return after;
    } finally {
      changing.unlock();
    }
  }

  private static DeployedFunction first(CatalogueChange change) {
    if (change instanceof CatalogueChange.VersionDeployed(var version)) {
      return DeployedFunction.first(version);
    }
    throw new UnknownFunctionException(change.function());
  }

  private static void tell(
      RegistryListener listener,
      Optional<DeployedFunction> before,
      Optional<DeployedFunction> after) {
    try {
      listener.changed(before, after);
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "a listener failed on a change that is made", failure);
    }
  }
}
