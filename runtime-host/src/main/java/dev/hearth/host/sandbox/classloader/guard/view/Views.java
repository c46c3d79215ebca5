package dev.hearth.host.sandbox.classloader.guard.view;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one instance has of its own, each part made when first asked for. Guarded by itself. */
public final class Views {

  private final Premises premises;
  private final LogSink log;
  private final Supplier<Path> temp;
  private final DefaultsView defaults = new DefaultsView();
  private final DirectLedger direct = new DirectLedger();
  private final ProxyLedger proxies = new ProxyLedger();
  private final AllowedMembers allowed = new AllowedMembers();
  private final OpenCount opens = new OpenCount(OpenCount::ofThisProcess);
  private @Nullable PropertiesView properties;
  private @Nullable StreamsView streams;
  private @Nullable HooksView hooks;
  private @Nullable OwnThreads threads;
  private @Nullable PoolView pool;
  private @Nullable OpenThings connections;
  private @Nullable OpenThings workers;
  private @Nullable PathFence paths;

  /** Nothing is made yet. */
  public Views(Premises premises, LogSink log, Supplier<Path> temp) {
    this.premises = premises;
    this.log = log;
    this.temp = temp;
  }

  /** What never changes. */
  public Premises premises() {
    return premises;
  }

  /** The default locale and time zone. */
  public DefaultsView defaults() {
    return defaults;
  }

  /** The proxy classes it has had made. */
  public ProxyLedger proxies() {
    return proxies;
  }

  /** What reflection may reach, as far as that is known. */
  public AllowedMembers allowed() {
    return allowed;
  }

  /** How often it has used files and sockets. */
  public OpenCount opens() {
    return opens;
  }

  /** The direct memory it holds. */
  public DirectLedger direct() {
    return direct;
  }

  /** The system properties. */
  public synchronized PropertiesView properties() {
    PropertiesView made = properties;
    if (made == null) {
      made = new PropertiesView(temp.get());
      properties = made;
    }
    return made;
  }

  /** The standard streams. */
  public synchronized StreamsView streams() {
    StreamsView made = streams;
    if (made == null) {
      made = new StreamsView(log);
      streams = made;
    }
    return made;
  }

  /** The shutdown hooks. */
  public synchronized HooksView hooks() {
    HooksView made = hooks;
    if (made == null) {
      made = new HooksView();
      hooks = made;
    }
    return made;
  }

  /** Makes and counts its threads. */
  public synchronized OwnThreads threads() {
    OwnThreads made = threads;
    if (made == null) {
      made = new OwnThreads(premises.threads(), premises.loader());
      threads = made;
    }
    return made;
  }

  /** What stands for the common pool. */
  public synchronized PoolView pool() {
    PoolView made = pool;
    if (made == null) {
      made = new PoolView(threads());
      pool = made;
    }
    return made;
  }

  /** The sockets and channels that a thread may be blocked in. */
  public synchronized OpenThings connections() {
    OpenThings made = connections;
    if (made == null) {
      made = new OpenThings();
      connections = made;
    }
    return made;
  }

  /** What has threads of its own: pools, timers, clients. */
  public synchronized OpenThings workers() {
    OpenThings made = workers;
    if (made == null) {
      made = new OpenThings();
      workers = made;
    }
    return made;
  }

  /** What it may reach on disk. */
  public synchronized PathFence paths() {
    PathFence made = paths;
    if (made == null) {
      made =
          new PathFence(
              temp, premises.artifact(), premises.closed(), premises.permissions().files());
      paths = made;
    }
    return made;
  }

  /** Closes the sockets and channels that are open. */
  public void closeConnections() {
    OpenThings made;
    synchronized (this) {
      made = connections;
    }
    if (made != null) {
      made.closeAll();
    }
  }

  /** Ends its pools and closes what it left open. */
  public void release() {
    closeConnections();
    PoolView lastPool;
    OpenThings lastWorkers;
    synchronized (this) {
      lastPool = pool;
      lastWorkers = workers;
    }
    if (lastPool != null) {
      lastPool.close();
    }
    if (lastWorkers != null) {
      lastWorkers.closeAll();
    }
    if (opens.isHigh()) {
      System.gc(); // files that it has not closed are closed when they are collected
    }
  }
}
