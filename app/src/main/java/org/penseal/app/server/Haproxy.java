// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.file.ServeSettings.ListenAt;
import org.penseal.app.server.refusal.ServeException.WrongField;
import org.penseal.app.server.refusal.ServeException.WrongField.Why;

/**
 * The configuration of haproxy for nodes that share the calls: in TCP mode, so that TLCP passes
 * through, with a PROXY header, and by each node's own readiness.
 */
public final class Haproxy {
  private static final String HEAD =
      """
      # Written by: penseal serve haproxy
      defaults
          mode tcp
          # A node that does not answer is left to the next; what it had taken is not sent again.
          retries 3
          option redispatch
          timeout connect 3s
          timeout check 3s
          timeout queue 10s
          # Longer than the services are silent while they work.
          timeout client 150s
          timeout server 150s
      """;

  private Haproxy() {}

  /**
   * Writes a configuration.
   *
   * @param nodes settings of each, with the same listeners behind the load balancer
   * @param ports where haproxy listens for each of these listeners; empty for the ports of the
   *     first node
   * @throws WrongField if a node names no load balancer, listens on every address, or has a monitor
   *     that haproxy cannot reach
   */
  public static String configuration(List<ServeSettings> nodes, List<Integer> ports)
      throws WrongField {
    List<ListenAt> first = balanced(nodes.getFirst());
    if (!ports.isEmpty() && ports.size() != first.size()) {
      throw new WrongField("listen", Why.VALUE);
    }
    StringBuilder out = new StringBuilder(HEAD);
    for (int i = 0; i < first.size(); i++) {
      int port = ports.isEmpty() ? first.get(i).address().getPort() : ports.get(i);
      out.append("\nfrontend penseal-").append(port);
      out.append("\n    bind :").append(port);
      out.append("\n    default_backend penseal-").append(port);
      out.append("\n\nbackend penseal-").append(port);
      out.append("\n    balance leastconn");
      out.append("\n    option httpchk");
      out.append("\n    http-check send meth GET uri /health/ready");
      out.append("\n    http-check expect status 200");
      out.append("\n    default-server inter 1s fastinter 300ms downinter 1s fall 2 rise 2\n");
      for (int node = 0; node < nodes.size(); node++) {
        server(out, node + 1, nodes.get(node), i);
      }
    }
    return out.toString();
  }

  private static List<ListenAt> balanced(ServeSettings node) throws WrongField {
    List<ListenAt> all = node.listen().stream().filter(at -> !at.proxies().isEmpty()).toList();
    if (all.isEmpty()) {
      throw new WrongField("listen.0.proxies", Why.MISSING);
    }
    return all;
  }

  private static void server(StringBuilder out, int number, ServeSettings node, int which)
      throws WrongField {
    List<ListenAt> all = balanced(node);
    if (which >= all.size()) {
      throw new WrongField("listen", Why.VALUE);
    }
    InetSocketAddress address = all.get(which).address();
    InetAddress monitor = node.monitor().getAddress();
    if (address.getAddress().isAnyLocalAddress()) {
      throw new WrongField("listen.address", Why.VALUE);
    }
    boolean reachable = !monitor.isLoopbackAddress() || address.getAddress().isLoopbackAddress();
    if (!reachable) {
      throw new WrongField("monitor", Why.VALUE);
    }
    out.append("    server node").append(number).append(' ').append(text(address));
    out.append(" send-proxy-v2 check");
    if (!monitor.isAnyLocalAddress() && !monitor.equals(address.getAddress())) {
      out.append(" addr ").append(monitor.getHostAddress());
    }
    out.append(" port ").append(node.monitor().getPort()).append('\n');
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
