import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreAnnotations.AnswerAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The names that one of Stanford CoreNLP's classifiers gives sentences: java Voice.java MODEL SENTENCES OUT. A line of
 * SENTENCES has the tokens of one, parted by tabs; the same line of OUT has their labels.
 */
public class Voice {
  public static void main(String[] args) throws Exception {
    CRFClassifier<CoreLabel> model = CRFClassifier.getClassifier("edu/stanford/nlp/models/ner/" + args[0]);
    List<String> out = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      List<CoreLabel> sentence = new ArrayList<>();
      int at = 0;
      for (String word : line.split("\t", -1)) {
        CoreLabel token = new CoreLabel();
        token.setWord(word);
        token.setValue(word);
        token.setOriginalText(word);
        token.setBeginPosition(at);
        token.setEndPosition(at + word.length());
        at += word.length() + 1;
        sentence.add(token);
      }
      out.add(model.classifySentence(sentence).stream().map(t -> t.get(AnswerAnnotation.class)).collect(Collectors.joining("\t")));
    }
    Files.write(Path.of(args[2]), out);
  }
}
