package org.ikelb.console.web.pages;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.ikelb.api.Caller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ikelb's pages in the Web Console, {@code /system/console/ikelb}: whole documents, without the
 * console's frame. {@code api/NAME} is the JSON behind them; only a POST changes anything.
 *
 * <p>Thread-safe.
 */
@Component(
    service = Servlet.class,
    property = {
      ServletConstants.PLUGIN_LABEL + "=ikelb",
      ServletConstants.PLUGIN_TITLE + "=ikelb",
      ServletConstants.PLUGIN_CATEGORY + "=ikelb"
    })
public final class IkelbPages extends AbstractServlet {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(IkelbPages.class);
  private static final String ROOT = "/ikelb";
  private static final String API = "api/";
  private static final int LONGEST_BODY = 1 << 20;

  /** Nothing from anywhere else, no code in the documents: names from outside stay text. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

  private final transient Answers answers;

  @Activate
  public IkelbPages(@Reference Answers answers) {
    this.answers = answers;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setHeader("Content-Security-Policy", CONTENT_POLICY);
    response.setHeader("Cache-Control", "no-store");
    String path = path(request);
    boolean post = request.getMethod().equals("POST");
    if (path.startsWith(API)) {
      answer(path.substring(API.length()), post, request, response);
    } else if (post) {
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    } else {
      show(path, response);
    }
  }

  private static String path(HttpServletRequest request) {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    String below = path.startsWith(ROOT) ? path.substring(ROOT.length()) : path;
    return below.startsWith("/") ? below.substring(1) : below;
  }

  private static void show(String path, HttpServletResponse response) throws IOException {
    Optional<Page> page = Page.of(path);
    if (page.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType(page.get().contentType());
    response.getOutputStream().write(page.get().content());
  }

  private void answer(
      String name, boolean post, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body;
    try {
      body = post ? read(request.getInputStream()) : new byte[0];
    } catch (IOException e) { // strangers could fill the log with what they leave half said
      LOG.debug("event=console-request-broken-off problem=\"{}\"", e.toString());
      return;
    }
    if (body.length > LONGEST_BODY) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    Caller user = user(request);
    Question question =
        new Question(user, parameters(request), new String(body, StandardCharsets.UTF_8));
    Optional<Reply> reply = post ? answers.change(name, question) : answers.read(name, question);
    if (reply.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Ikelb-User", URLEncoder.encode(user.name(), StandardCharsets.UTF_8));
    response.setHeader("Ikelb-Role", user.role().word());
    response.setStatus(reply.get().status());
    response.setContentType("application/json;charset=UTF-8");
    response.getOutputStream().write(reply.get().json().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] read(InputStream body) throws IOException {
    return body.readNBytes(LONGEST_BODY + 1);
  }

  /** Those of the address: the body is a text of its own. */
  private static Map<String, String> parameters(HttpServletRequest request) {
    Map<String, String> parameters = new HashMap<>();
    request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
    return parameters;
  }

  private static Caller user(HttpServletRequest request) {
    Object attribute =
        request.getAttribute(org.apache.felix.webconsole.servlet.User.USER_ATTRIBUTE);
    if (attribute instanceof org.apache.felix.webconsole.servlet.User console
        && console.getUserObject() instanceof Caller user) {
      return user;
    }
    throw new IllegalStateException("the gate lets nobody through without a user");
  }
}
