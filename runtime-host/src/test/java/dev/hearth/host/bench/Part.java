package dev.hearth.host.bench;

/** One group of figures that can be measured alone. */
interface Part {

  /** Measures, and enters what was found into {@code table}. */
  void measure(Surroundings surroundings, Table table) throws Exception;
}
