// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;

/** As {@link RecordingTransport}, for a device with feature reports. */
public final class RecordingFeatureTransport implements FeatureTransport {
  private final FeatureTransport inner;
  private final RecordingTransport plain;
  private final Recorder recorder;

  /** Decorates a transport and closes it too; the recorder stays open. */
  public RecordingFeatureTransport(FeatureTransport inner, Recorder recorder) {
    this.inner = inner;
    this.plain = new RecordingTransport(inner, recorder);
    this.recorder = recorder;
    byte[] descriptor = inner.reportDescriptor();
    if (descriptor.length > 0) {
      recorder.fact("report-descriptor", HexFormat.of().formatHex(descriptor));
    }
  }

  @Override
  public byte[] getFeature(int id, int length) throws PadException {
    try {
      byte[] report = inner.getFeature(id, length);
      recorder.keep(Recording.Kind.FEATURE_GOT, report, report.length);
      return report;
    } catch (PadException.Gone e) {
      recorder.keep(Recording.Kind.FEATURE_REFUSED, new byte[] {(byte) id}, 1);
      throw e;
    }
  }

  @Override
  public void setFeature(byte[] report) throws PadException {
    recorder.keep(Recording.Kind.FEATURE_SET, report, report.length);
    inner.setFeature(report);
  }

  @Override
  public byte[] reportDescriptor() {
    return inner.reportDescriptor();
  }

  @Override
  public String uri() {
    return plain.uri();
  }

  @Override
  public PadOrigin origin() {
    return plain.origin();
  }

  @Override
  public Optional<String> place() {
    return plain.place();
  }

  @Override
  public void write(byte[] bytes) throws PadException {
    plain.write(bytes);
  }

  @Override
  public int read(byte[] into, Duration timeout) throws PadException {
    return plain.read(into, timeout);
  }

  @Override
  public void close() {
    plain.close();
  }
}
