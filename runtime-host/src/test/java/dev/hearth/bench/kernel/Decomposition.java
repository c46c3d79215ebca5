package dev.hearth.bench.kernel;

import java.util.function.IntSupplier;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** Commons Math, rewritten too: a singular value decomposition and a Fourier transform. */
public final class Decomposition implements IntSupplier {

  private final double[][] matrix = new double[20][20];
  private final double[] signal = new double[1024];

  public Decomposition() {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        matrix[i][j] = 1.0 / (1 + (i * 7 + j * 3) % 11) + (i == j ? 2 : 0);
      }
    }
    for (int i = 0; i < signal.length; i++) {
      signal[i] = Math.sin(i * 0.1) + (i % 5);
    }
  }

  @Override
  public int getAsInt() {
    double norm = new SingularValueDecomposition(new Array2DRowRealMatrix(matrix)).getNorm();
    Complex[] spectrum =
        new FastFourierTransformer(DftNormalization.STANDARD)
            .transform(signal, TransformType.FORWARD);
    return (int) (norm * 1e6) ^ (int) (spectrum[16].abs() * 1e3);
  }
}
