package dev.hearth.host.registry;

import java.util.List;

/** The durable side of the registry: the seam that each store driver implements. */
public interface Catalogue {

  /**
   * Everything that is deployed, read once at start.
   *
   * @throws StoreException when it cannot be read
   */
  List<DeployedFunction> load();

  /**
   * Makes one change durable, in one transaction. When this returns, the change outlives a crash of
   * the process and of the machine; when it throws, nothing has changed.
   *
   * @throws StoreException when it cannot be written
   */
  void commit(CatalogueChange change);
}
