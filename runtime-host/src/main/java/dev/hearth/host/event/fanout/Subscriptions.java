package dev.hearth.host.event.fanout;

import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.RegistryListener;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The index of what is deployed now. Changed by whoever changes the registry, one at a time; read
 * by any thread.
 */
public final class Subscriptions implements RegistryListener, Supplier<SubscriptionIndex> {

  private volatile SubscriptionIndex index;

  private Subscriptions(SubscriptionIndex index) {
    this.index = index;
  }

  /** Follows {@code registry} from now on; made before anybody changes it. */
  public static Subscriptions of(FunctionRegistry registry) {
    Subscriptions subscriptions = new Subscriptions(SubscriptionIndex.of(registry.all()));
    registry.addListener(subscriptions);
    return subscriptions;
  }

  @Override
  public void changed(Optional<DeployedFunction> before, Optional<DeployedFunction> after) {
    index = index.after(before, after);
  }

  @Override
  public SubscriptionIndex get() {
    return index;
  }
}
