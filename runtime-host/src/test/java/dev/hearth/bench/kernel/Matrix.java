package dev.hearth.bench.kernel;

import java.util.function.IntSupplier;

/** The product of two matrices of 96 by 96 doubles in three counted loops. */
public final class Matrix implements IntSupplier {

  private static final int SIZE = 96;

  private final double[][] left = new double[SIZE][SIZE];
  private final double[][] right = new double[SIZE][SIZE];
  private final double[][] product = new double[SIZE][SIZE];

  public Matrix() {
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        left[i][j] = i - 2.0 * j;
        right[i][j] = 0.5 * i * j - 7;
      }
    }
  }

  @Override
  public int getAsInt() {
    for (int i = 0; i < SIZE; i++) {
      double[] row = product[i];
      for (int j = 0; j < SIZE; j++) {
        row[j] = 0;
      }
      for (int k = 0; k < SIZE; k++) {
        double factor = left[i][k];
        double[] other = right[k];
        for (int j = 0; j < SIZE; j++) {
          row[j] += factor * other[j];
        }
      }
    }
    return (int) (product[3][5] + product[95][95]);
  }
}
