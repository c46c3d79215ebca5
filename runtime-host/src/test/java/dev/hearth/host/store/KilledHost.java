package dev.hearth.host.store;

import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.FunctionSpec;
import java.nio.file.Path;

/** The program that {@code SurvivesKillTest} kills: commits one change after the other. */
final class KilledHost {

  private KilledHost() {}

  /**
   * Goes on until it is killed, and prints the number of each change after it was acknowledged.
   *
   * @param arguments the file, and how many changes were made before
   */
  public static void main(String[] arguments) {
    int done = Integer.parseInt(arguments[1]);
    Changes changes = new Changes();
    for (int i = 0; i < done; i++) {
      changes.apply(change(changes, i));
    }
    SqliteStore store = SqliteStore.open(Path.of(arguments[0]));
    for (int i = done; ; i++) {
      CatalogueChange change = change(changes, i);
      store.commit(change);
      changes.apply(change);
      System.out.println(i);
    }
  }

  /** The change with this number, the same in every process. */
  static CatalogueChange change(Changes changes, int number) {
    return changes.next(number * 7919, FunctionSpec.defaults());
  }
}
