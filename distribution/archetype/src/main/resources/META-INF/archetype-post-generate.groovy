// Keeps the files of the kind that was asked for: PACKAGE/KIND/*.java moves to PACKAGE/.
import java.nio.file.Files
import java.nio.file.Path

Path project = Path.of(request.outputDirectory, request.artifactId)
String folder = request.properties['package'].replace('.', '/')
for (tree in ['src/main/java', 'src/test/java']) {
    for (kind in ['strategy', 'monitor', 'guard', 'exporter']) {
        File from = project.resolve(tree).resolve(folder).resolve(kind).toFile()
        if (kind == request.properties['kind']) {
            from.listFiles().each { Files.move(it.toPath(), from.parentFile.toPath().resolve(it.name)) }
        }
        from.deleteDir()
    }
}
project.resolve('run-in').toFile().setExecutable(true)
