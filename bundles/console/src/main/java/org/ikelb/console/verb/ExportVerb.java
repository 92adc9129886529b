package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ikelb.api.Role;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.topology.ClientAddress;
import org.ikelb.api.topology.Topology;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.ExitCode;
import org.ikelb.console.output.Table;
import org.ikelb.console.verb.Exporters.Product;
import org.ikelb.spi.Export;
import org.ikelb.spi.ExportRequest;
import org.ikelb.spi.Form;

/** Writes the topology as another product's configuration; needs no running ikelb. */
final class ExportVerb implements Verb {
  static final String PRODUCT = "PRODUCT";
  static final String FORM_NAME = "FORM";
  static final String DIRECTORY = "DIR";

  private static final String FORM = "form";
  private static final String FILE = "file";
  private static final String OUT = "out";
  private static final String CLIENT_ADDRESS = "client-address";
  private static final String PERSIST_BY_SPI = "persist-by-spi";
  private static final String PRESERVE = "preserve";
  private static final String TRANSLATE = "translate";

  /** A product in the list. */
  private record Listed(String product, String title, List<Form> forms) {}

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.VIEW,
            "export",
            "write the topology as another product's configuration; alone: the products and forms")
        .optionalArgument(PRODUCT, "for which product")
        .option(FORM, FORM_NAME, "in which form; else the first, with --out all")
        .option(FILE, TopologyText.FILE, "the topology file; else the running topology")
        .option(
            OUT,
            DIRECTORY,
            "write files into this directory, as the user that ikelb runs as; else to standard"
                + " output")
        .choice(
            CLIENT_ADDRESS,
            List.of(PRESERVE, TRANSLATE),
            "what gateways see of clients, whatever the pools say; else preserve")
        .flag(
            PERSIST_BY_SPI,
            "tell clients apart by the SPI of IKE, where the product can; else by their addresses")
        .onlyAdminsMayGive(FILE, OUT);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    Optional<String> name = input.argument(PRODUCT);
    if (name.isPresent()) {
      return export(input, services, services.exporters().get(name.get()))
          .remark(OddBundles.lines(services));
    }
    for (String option : List.of(FORM, FILE, OUT, CLIENT_ADDRESS, PERSIST_BY_SPI)) {
      if (input.flag(option)) {
        throw VerbFailed.refused("export: --" + option + " needs a PRODUCT");
      }
    }
    return list(services.exporters());
  }

  private static Answer list(Exporters exporters) throws VerbFailed {
    List<Listed> products = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    Table table = Table.withHeader("PRODUCT", "FORM", "IT IS");
    for (String name : exporters.names()) {
      try {
        Product product = exporters.get(name);
        List<Form> forms = exporters.forms(product);
        products.add(new Listed(name, product.title(), forms));
        forms.forEach(form -> table.row(name, form.name(), product.title() + ": " + form.help()));
      } catch (VerbFailed broken) {
        remarks.add(broken.getMessage());
      }
    }
    Answer answer = Answer.of(products).remark(remarks);
    return products.isEmpty()
        ? answer.with("no exporter is installed")
        : answer.with(table).with(count(products.size(), "product"));
  }

  private static Answer export(Input input, Services services, Product product) throws VerbFailed {
    Optional<Path> directory = input.fileOption(OUT);
    Exporters exporters = services.exporters();
    List<Form> forms = forms(exporters, product, input.option(FORM), directory.isPresent());
    if (!input.flag(FILE) && services.optionalControl().isPresent()) {
      Topology running = services.optionalControl().get().topology();
      Exported exported =
          exported(exporters, product, "the running topology", running, forms, input);
      return answer(exported, directory);
    }
    TopologyText text = TopologyText.read(input.fileOption(FILE), services, Use.EXPORT);
    if (text.reading().topology().isEmpty()) {
      return text.problems();
    }
    Topology topology = text.reading().topology().get();
    Exported exported =
        exported(exporters, product, text.file().toString(), topology, forms, input);
    return answer(exported, directory);
  }

  private static Exported exported(
      Exporters exporters,
      Product product,
      String source,
      Topology topology,
      List<Form> forms,
      Input input)
      throws VerbFailed {
    if (topology.virtualServers().isEmpty()) {
      throw VerbFailed.refused("export: " + source + " has no virtual servers");
    }
    ClientAddress clientAddress =
        ClientAddress.valueOf(
            input.option(CLIENT_ADDRESS).orElse(PRESERVE).toUpperCase(Locale.ROOT));
    List<Exported.Written> written = new ArrayList<>();
    for (Form form : forms) {
      ExportRequest request =
          new ExportRequest(topology, form, clientAddress, input.flag(PERSIST_BY_SPI));
      Export export = exporters.ask(product.name(), () -> product.exporter().export(request));
      written.add(new Exported.Written(form.name(), export));
    }
    return new Exported(product.name(), source, written);
  }

  private static Answer answer(Exported exported, Optional<Path> directory) throws VerbFailed {
    if (exported.isRefused()) {
      return exported.refusal().failed(ExitCode.REFUSED);
    }
    Answer answer =
        directory.isPresent()
            ? exported.filed(ExportFiles.write(directory.get(), exported))
            : exported.printed();
    return answer.remark(exported.remarks());
  }

  private static List<Form> forms(
      Exporters exporters, Product product, Optional<String> name, boolean all) throws VerbFailed {
    List<Form> forms = exporters.forms(product);
    if (name.isEmpty()) {
      return all ? forms : forms.subList(0, 1);
    }
    List<Form> named = forms.stream().filter(form -> form.name().equals(name.get())).toList();
    if (named.isEmpty()) {
      List<String> known = forms.stream().map(Form::name).toList();
      throw VerbFailed.notFound("form of " + product.name(), name.get(), known);
    }
    return named;
  }
}
