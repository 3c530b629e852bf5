package io.execguard.pictures;

/// The way of one request, from kubectl to the record.
final class FlowPicture {
  private static final String STYLE =
      """
      .card { fill: #fff; stroke: #c4c9d0; }
      text { font: 14px system-ui, sans-serif; fill: #1b1f24; }
      .title { font-size: 20px; font-weight: 700; }
      .name { font-size: 16px; font-weight: 700; }
      .small { fill: #57606a; font-size: 13px; }
      .mono { font: 13px ui-monospace, monospace; }
      .box { fill: #f6f8fa; stroke: #57606a; }
      .guard { fill: #ddf4ff; stroke: #0550ae; stroke-width: 2; }
      .zone { fill: none; stroke: #8c959f; stroke-dasharray: 6 4; }
      .way { fill: none; stroke: #1b1f24; stroke-width: 1.6; marker-end: url(#head); }
      .back { fill: none; stroke: #1b1f24; stroke-width: 1.6; stroke-dasharray: 5 4; marker-end: url(#head); }
      """;

  private static final String DESCRIPTION =
      "kubectl sends an exec to the cluster's API server. The API server asks Exec Guard before it carries it out:"
          + " an AdmissionReview goes by HTTPS to API Gateway, and from there to the Lambda function. The function"
          + " finds out which cluster asks by the token in the path, reads the review, reads the namespace's labels"
          + " and the pod from that cluster with an address and a token from EKS and STS, decides by policy.yaml,"
          + " and writes one line of JSON to CloudWatch before it answers. The answer, allowed or denied with a"
          + " message, goes back the same way, and kubectl prints the message. The API server's audit log keeps the"
          + " record's id, so that a report can hold both logs against each other.";

  private FlowPicture() {}

  static String svg() {
    Svg svg =
        new Svg(1160, 530, "The way of a kubectl exec through Exec Guard", DESCRIPTION, STYLE);
    svg.arrowHead("#1b1f24")
        .words("title", 28, 42, "The way of a request")
        .box("zone", 206, 66, 240, 436)
        .words("small", 230, 90, "each EKS cluster")
        .box("zone", 586, 66, 550, 436)
        .words("small", 606, 90, "the guard's AWS account");
    person(svg);
    cluster(svg);
    guard(svg);
    ways(svg);
    return svg.end();
  }

  private static void person(Svg svg) {
    svg.box("box", 28, 112, 140, 76)
        .words("name", 44, 144, "kubectl")
        .words("mono", 44, 168, "exec -it web …");
  }

  private static void cluster(Svg svg) {
    part(svg, 230, 112, 192, "kube-apiserver", "RBAC, then webhooks");
    part(svg, 230, 246, 192, "Kubernetes API", "its namespaces and pods");
    part(svg, 230, 402, 192, "audit log", "names the record's id");
  }

  private static void guard(Svg svg) {
    part(svg, 606, 112, 160, "API Gateway", "throttles; 9 s at most");
    svg.box("guard", 862, 102, 250, 252)
        .words("name", 882, 134, "Lambda: Exec Guard")
        .words("", 882, 166, "1  which cluster is it?")
        .words("small", 902, 186, "its token, from the path")
        .words("", 882, 212, "2  read the AdmissionReview")
        .words("", 882, 240, "3  look up labels and pod")
        .words("", 882, 268, "4  decide")
        .words("small", 902, 288, "policy.yaml")
        .words("", 882, 314, "5  record")
        .words("small", 902, 334, "before the answer leaves");
    part(svg, 606, 246, 160, "EKS API, STS", "address, CA, token");
    svg.box("box", 862, 402, 250, 76)
        .words("name", 882, 434, "CloudWatch Logs")
        .words("small", 882, 458, "one line of JSON a decision");
  }

  private static void part(Svg svg, int x, int y, int width, String name, String words) {
    svg.box("box", x, y, width, 76)
        .words("name", x + 16, y + 32, name)
        .words("small", x + 16, y + 56, words);
  }

  private static void ways(Svg svg) {
    svg.path("way", "M168 138H228")
        .path("back", "M230 164H170")
        .path("way", "M422 138H604")
        .words("small", 458, 130, "AdmissionReview")
        .path("back", "M606 164H424")
        .words("small", 456, 184, "yes, or no and why")
        .path("way", "M766 138H860")
        .words("small", 784, 130, "/sessions")
        .path("back", "M862 164H768")
        .path("way", "M862 262H768")
        .path("way", "M862 290H814V358H326V324")
        .words("small", 456, 350, "GET namespace")
        .words("small", 456, 376, "GET pod")
        .path("way", "M987 354V400")
        .path("way", "M246 188V216H218V440H228")
        .words("small", 256, 214, "every request");
  }
}
