<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP">
<context>
    <name>annotation-planner</name>
    <message>
        <source> min</source>
        <translation> 分</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; holds other files. Choose a new or an empty folder for the project.</source>
        <translation>&apos;{folder}&apos; には他のファイルがあります。プロジェクトには新しいフォルダか空のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; is a project already. Open it instead.</source>
        <translation>&apos;{folder}&apos; はすでにプロジェクトです。開いて使ってください。</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; is not a project of this program. Choose another folder.</source>
        <translation>&apos;{folder}&apos; はこのプログラムのプロジェクトではありません。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; is not a project: it holds no {file}. Choose a folder that this program made.</source>
        <translation>&apos;{folder}&apos; はプロジェクトではありません：{file} がありません。このプログラムが作ったフォルダを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; cannot be run. Export the model again.</source>
        <translation>&apos;{name}&apos; を実行できません。モデルをもう一度エクスポートしてください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; holds a model of another program. Choose a folder that an export has written.</source>
        <translation>&apos;{name}&apos; には別のプログラムのモデルがあります。エクスポートで書き出したフォルダを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; holds no encoder that is known here. Choose weights of one of these networks, under the names that torchvision gives them: {networks}.</source>
        <translation>&apos;{name}&apos; には既知のエンコーダがありません。次のいずれかのネットワークの、torchvision の名前による重みを選んでください：{networks}。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; holds no exported model. Choose a folder that an export has written.</source>
        <translation>&apos;{name}&apos; にはエクスポートされたモデルがありません。エクスポートで書き出したフォルダを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; holds other files, which an export would replace. Choose a new or an empty folder.</source>
        <translation>&apos;{name}&apos; には他のファイルがあり、エクスポートで置き換わってしまいます。新しいフォルダか空のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; holds the weights of a {theirs}, and this study trains a {ours}. Choose {theirs} as the study&apos;s network, or another file.</source>
        <translation>&apos;{name}&apos; は {theirs} の重みですが、この検証は {ours} を学習します。検証のネットワークに {theirs} を選ぶか、別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is a file, not a folder. Choose another name for the project.</source>
        <translation>&apos;{name}&apos; はフォルダではなくファイルです。プロジェクトに別の名前を選んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is a file, not a folder. Choose the folder that it is in.</source>
        <translation>&apos;{name}&apos; はフォルダではなくファイルです。それが入っているフォルダを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is damaged. Delete it; it is then computed anew.</source>
        <translation>&apos;{name}&apos; は破損しています。削除すれば、計算し直されます。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is in PyTorch&apos;s own format, which can run code when it is opened, so it was not opened. Save the weights as safetensors and choose that file.</source>
        <translation>&apos;{name}&apos; は PyTorch 独自の形式で、開くとプログラムが実行されうるため開きませんでした。重みを safetensors で保存し、そのファイルを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is missing or is not the file that was exported. Export the model again.</source>
        <translation>&apos;{name}&apos; がないか、エクスポートしたファイルではありません。モデルをもう一度エクスポートしてください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not a folder. Choose a new folder for the export.</source>
        <translation>&apos;{name}&apos; はフォルダではありません。エクスポート先に新しいフォルダを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not a project. Read a folder of images into it first.</source>
        <translation>&apos;{name}&apos; はプロジェクトではありません。先に画像のフォルダを読み込んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not a safetensors file, or is damaged. Choose encoder weights saved as safetensors.</source>
        <translation>&apos;{name}&apos; は safetensors ファイルではないか、破損しています。safetensors で保存したエンコーダの重みを選んでください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; pretrains on the images of pool folders, and the project has none that are not of test patients. Add a folder of images as a pool.</source>
        <translation>&apos;{name}&apos; はプールのフォルダの画像で事前学習しますが、テスト患者以外の画像がそこにありません。画像のフォルダをプールとして追加してください。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; wants {size} images to pretrain on, but there are {there} of that kind. Add images, or choose a smaller number.</source>
        <translation>&apos;{name}&apos; は {size} 枚の画像で事前学習しますが、その種類の画像は {there} 枚です。画像を追加するか、数を減らしてください。</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is not METRIC=LEVEL with a level above 0 and at most 1; metrics: {metrics}</source>
        <translation>&apos;{text}&apos; は「指標=水準」の形ではありません（水準は 0 より大きく 1 以下、指標：{metrics}）</translation>
    </message>
    <message>
        <source>&apos;{word}&apos; is no start for a training. Choose among scratch, simclr, task, generic, each of the last three also with a number of images (simclr:500), and file:WEIGHTS.safetensors.</source>
        <translation>&apos;{word}&apos; は学習の初期値ではありません。scratch、simclr、task、generic（後の 3 つは simclr:500 のように画像数も指定可）、file:WEIGHTS.safetensors から選んでください。</translation>
    </message>
    <message>
        <source>**Not a medical device.** It has not been evaluated by any authority and must not be used for diagnosis, triage or any other decision about a patient.</source>
        <translation>**医療機器ではありません。** いかなる当局の評価も受けておらず、診断、トリアージ、その他患者に関する判断に使用してはなりません。</translation>
    </message>
    <message>
        <source>**Trained on synthetic pictures.** They were drawn by a program and show no disease.</source>
        <translation>**合成画像で学習しています。** 画像はプログラムが描いたもので、疾患を示すものではありません。</translation>
    </message>
    <message>
        <source>**{n}** labelled images keep {metric} within {margin} of what all {full} reach (at most {loss} lower, 97.5 % bound, {patients} test patients).</source>
        <translation>ラベル付き画像 **{n}** 枚で、全 {full} 枚で得られる {metric} との差が {margin} 以内に保たれます（低下は最大 {loss}、97.5 % 限界、テスト患者 {patients} 人）。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>--at takes numbers of at least 1</source>
        <translation>--at には 1 以上の数を指定してください</translation>
    </message>
    <message>
        <source>--at takes whole numbers with commas between, e.g. 400,800</source>
        <translation>--at には整数をカンマで区切って指定してください（例：400,800）</translation>
    </message>
    <message>
        <source>--experiment chooses the starts itself: give either it or --init.</source>
        <translation>--experiment は初期値を自ら選びます。これか --init のどちらか一方を指定してください。</translation>
    </message>
    <message>
        <source>--labels and --pool go with the FOLDERS that they belong to.</source>
        <translation>--labels と --pool は、それらが属する FOLDERS と一緒に指定してください。</translation>
    </message>
    <message>
        <source>--prevalence and --rare-share go together: give both, or neither.</source>
        <translation>--prevalence と --rare-share は、両方を指定するか、どちらも指定しないでください。</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 分</translation>
    </message>
    <message>
        <source>80 % interval (right 8 times out of 10): nothing more, up to {cost}.</source>
        <translation>80 % 区間（10 回に 8 回は正しい）：追加なし、最大 {cost}。</translation>
    </message>
    <message>
        <source>80 % interval (right 8 times out of 10): up to {labels}, which you have too.</source>
        <translation>80 % 区間（10 回に 8 回は正しい）：最大で{labels}。これもすでにあります。</translation>
    </message>
    <message>
        <source>80 % interval (right 8 times out of 10): {low} to {high} of reading, {least} to {most}.</source>
        <translation>80 % 区間（10 回に 8 回は正しい）：読影 {low} ～ {high}、{least} ～ {most}。</translation>
    </message>
    <message>
        <source>80 % interval (right 8 times out of 10): {low} to {high} of reading.</source>
        <translation>80 % 区間（10 回に 8 回は正しい）：読影 {low} ～ {high}。</translation>
    </message>
    <message>
        <source>80 % interval from {low}, no upper bound supported</source>
        <translation>80 % 区間 {low} 以上、上限は示せません</translation>
    </message>
    <message>
        <source>80 % interval {low}–{high}</source>
        <translation>80 % 区間 {low}～{high}</translation>
    </message>
    <message>
        <source>80 % interval: at most {high}</source>
        <translation>80 % 区間：最大 {high}</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区間</translation>
    </message>
    <message>
        <source>A CSV from your RIS or a spreadsheet. You see what fits before it is used.</source>
        <translation>RIS や表計算ソフトの CSV です。使う前に、どの行が合うかを確認できます。</translation>
    </message>
    <message>
        <source>A budget is at least 2 images.</source>
        <translation>ラベル数は 2 枚以上です。</translation>
    </message>
    <message>
        <source>A budget needs at least 2 labelled images.</source>
        <translation>ラベル数には 2 枚以上のラベル付き画像が必要です。</translation>
    </message>
    <message>
        <source>A class that images have can be renamed, not removed</source>
        <translation>画像が使っているクラスは名前を変更できますが、削除できません</translation>
    </message>
    <message>
        <source>A class&apos;s name may have {n} characters at most.</source>
        <translation>クラス名は {n} 文字以内です。</translation>
    </message>
    <message>
        <source>A job is running already. Let it finish, or cancel it, first.</source>
        <translation>別の処理が実行中です。終わるのを待つか、先に中止してください。</translation>
    </message>
    <message>
        <source>A job is running. Let it finish, or cancel it, before you open another project.</source>
        <translation>処理が実行中です。別のプロジェクトを開く前に、終わるのを待つか中止してください。</translation>
    </message>
    <message>
        <source>A job is running. Let it finish, or cancel it, before you start another project.</source>
        <translation>処理が実行中です。別のプロジェクトを始める前に、終わるのを待つか中止してください。</translation>
    </message>
    <message>
        <source>A job is running. The rule can be used when it has ended.</source>
        <translation>処理が実行中です。終わると、この規則を使えます。</translation>
    </message>
    <message>
        <source>A label budget of {budget} was asked for, but only {there} labelled images are left for training beside the {tested} test images. Choose budgets of at most {there}.</source>
        <translation>ラベル数 {budget} が求められましたが、テスト画像 {tested} 枚のほかに学習に残るラベル付き画像は {there} 枚だけです。{there} 以下のラベル数を選んでください。</translation>
    </message>
    <message>
        <source>A larger one takes longer and needs more images to pay.</source>
        <translation>大きいほど時間がかかり、効果が出るまでに多くの画像が必要です。</translation>
    </message>
    <message>
        <source>A map can be drawn once the running job has ended.</source>
        <translation>実行中の処理が終わると、マップを描けます。</translation>
    </message>
    <message>
        <source>A part of the file&apos;s name</source>
        <translation>ファイル名の一部</translation>
    </message>
    <message>
        <source>A plan&apos;s cost needs its --target.</source>
        <translation>計画の費用には --target が必要です。</translation>
    </message>
    <message>
        <source>A point&apos;s value lies outside 0 to 1. Give the metric as a share, not in percent.</source>
        <translation>点の値が 0 ～ 1 の範囲にありません。指標はパーセントではなく割合で指定してください。</translation>
    </message>
    <message>
        <source>A pretrained encoder on disk was damaged; it is trained again.</source>
        <translation>ディスク上の事前学習済みエンコーダが破損していたため、学習し直します。</translation>
    </message>
    <message>
        <source>A regular expression, searched for in the file&apos;s name. The part in parentheses is the patient.</source>
        <translation>ファイル名の中で探す正規表現です。かっこ内の部分が患者です。</translation>
    </message>
    <message>
        <source>A saving of labels by {name} pretraining is not shown by this study with its {patients} test patients (95 % interval {interval} %).</source>
        <translation>{name} 事前学習によるラベルの節約は、テスト患者 {patients} 人のこの検証では示されていません（95 % 区間 {interval} %）。</translation>
    </message>
    <message>
        <source>A saving of labels by {name} pretraining is not shown by this study with its {patients} test patients.</source>
        <translation>{name} 事前学習によるラベルの節約は、テスト患者 {patients} 人のこの検証では示されていません。</translation>
    </message>
    <message>
        <source>A saving of {share} % can be shown with the {patients} test patients there are.</source>
        <translation>今のテスト患者 {patients} 人で、{share} % の節約を示せます。</translation>
    </message>
    <message>
        <source>A score is not a number. Run that training again.</source>
        <translation>スコアが数値ではありません。その学習をもう一度実行してください。</translation>
    </message>
    <message>
        <source>A second way of reading the curve disagrees: it expects {metric} {level} with {n} labels, above the 80 % band. A larger budget would settle it.</source>
        <translation>曲線の別の読み方とは一致しません：ラベル {n} 件で {metric} {level} と見込み、80 % の帯より上です。ラベル数を増やせば決着します。</translation>
    </message>
    <message>
        <source>A second way of reading the curve disagrees: it expects {metric} {level} with {n} labels, below the 80 % band. A larger budget would settle it.</source>
        <translation>曲線の別の読み方とは一致しません：ラベル {n} 件で {metric} {level} と見込み、80 % の帯より下です。ラベル数を増やせば決着します。</translation>
    </message>
    <message>
        <source>A start is to be pretrained on {wanted}, but there are only {there}. Choose fewer, or take it off the list.</source>
        <translation>ある初期値は {wanted} で事前学習しますが、{there} しかありません。数を減らすか、一覧から外してください。</translation>
    </message>
    <message>
        <source>A study trains the model again and again with more and more labelled images. Import labels or label some images here: a hundred make a start.</source>
        <translation>検証では、ラベル付き画像を増やしながらモデルを繰り返し学習します。ラベルを取り込むか、ここでいくつかの画像にラベルを付けてください。100 枚あれば始められます。</translation>
    </message>
    <message>
        <source>A study trains the model again and again with more and more labelled images. It needs images, and labels for some of them.</source>
        <translation>検証では、ラベル付き画像を増やしながらモデルを繰り返し学習します。画像と、その一部のラベルが必要です。</translation>
    </message>
    <message>
        <source>A table adds to the labels and replaces those of the images that it names.</source>
        <translation>表はラベルを追加し、表に名前のある画像のラベルを置き換えます。</translation>
    </message>
    <message>
        <source>A table saved as CSV: one column names the images, one holds the labels; a third may name the patients.</source>
        <translation>CSV で保存した表：1 列が画像の名前、1 列がラベルです。3 列目に患者を入れることもできます。</translation>
    </message>
    <message>
        <source>A training needs at least two labelled images and got {images}. Label more images.</source>
        <translation>学習には少なくとも 2 枚のラベル付き画像が必要ですが、{images} 枚でした。ラベルを増やしてください。</translation>
    </message>
    <message>
        <source>A training&apos;s shortest length is longer than its longest. Change one of them.</source>
        <translation>学習の最短の長さが最長より長くなっています。どちらかを変更してください。</translation>
    </message>
    <message>
        <source>A {network} classifier that tells chest radiographs apart as {classes}. It was trained by Annotation Budget Planner {version} in a study of how many labelled images are needed.</source>
        <translation>胸部 X 線画像を {classes} に分類する {network}。必要なラベル付き画像の数を調べる検証で、Annotation Budget Planner {version} が学習しました。</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>AUC {value}</source>
        <translation>AUC {value}</translation>
    </message>
    <message>
        <source>AUC, fine-tuned</source>
        <translation>AUC（ファインチューニング）</translation>
    </message>
    <message>
        <source>AUC, linear probe</source>
        <translation>AUC（線形プローブ）</translation>
    </message>
    <message>
        <source>About {labels} for {metric} {level}</source>
        <translation>{metric} {level} には{labels}ほど</translation>
    </message>
    <message>
        <source>About {labels}: you have them already</source>
        <translation>{labels}ほど：すでにあります</translation>
    </message>
    <message>
        <source>About {labels}: {hours} of reading</source>
        <translation>{labels}ほど：読影 {hours}</translation>
    </message>
    <message>
        <source>About {labels}: {hours} of reading, costs {money}</source>
        <translation>{labels}ほど：読影 {hours}、費用 {money}</translation>
    </message>
    <message>
        <source>About {n} labels in total reach {metric} {level} on new patients of the same kind ({interval}).</source>
        <translation>合計約 {n} 件のラベルで、同種の新しい患者での {metric} {level} に達します（{interval}）。</translation>
    </message>
    <message>
        <source>About {n} labels in total reach {metric} {level} on the same test set ({interval}).</source>
        <translation>合計約 {n} 件のラベルで、同じテストセットでの {metric} {level} に達します（{interval}）。</translation>
    </message>
    <message>
        <source>About {read} images must be read to find enough of the rare class; {enough} are enough with a chance of 80 % ({cost}).</source>
        <translation>まれなクラスを十分に見つけるには約 {read} 枚を読む必要があります。{enough} 枚なら 80 % の確率で足ります（{cost}）。</translation>
    </message>
    <message>
        <source>About {span} for the rest at this pace</source>
        <translation>この速さなら残りは約 {span}</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>正解率</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>クラスを追加</translation>
    </message>
    <message>
        <source>Add a start</source>
        <translation>初期値を追加</translation>
    </message>
    <message>
        <source>Add another folder…</source>
        <translation>別のフォルダを追加…</translation>
    </message>
    <message>
        <source>Add at least one start: from scratch, or pretrained.</source>
        <translation>初期値を少なくとも 1 つ追加してください（事前学習なし、または事前学習あり）。</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>フォルダを追加…</translation>
    </message>
    <message>
        <source>Add or change labels</source>
        <translation>ラベルを追加・変更</translation>
    </message>
    <message>
        <source>Admitting diagnosis</source>
        <translation>入院時診断</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>詳細設定</translation>
    </message>
    <message>
        <source>After all trainings</source>
        <translation>すべての学習の後</translation>
    </message>
    <message>
        <source>After {done} of {total} trainings the answer is settled: the others would hardly change it.</source>
        <translation>{total} 回中 {done} 回の学習で答えが定まりました。残りを行ってもほとんど変わりません。</translation>
    </message>
    <message>
        <source>All ({n})</source>
        <translation>すべて ({n})</translation>
    </message>
    <message>
        <source>All fields are shown, patient data too. Do not leave this on the screen.</source>
        <translation>患者情報を含むすべての項目を表示しています。この画面を開いたままにしないでください。</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>すべての画像</translation>
    </message>
    <message>
        <source>All images are in one folder.</source>
        <translation>すべての画像が 1 つのフォルダにあります。</translation>
    </message>
    <message>
        <source>All images are read</source>
        <translation>すべての画像を読み込みました</translation>
    </message>
    <message>
        <source>All images, labelled or not, in random order. A key replaces the label.</source>
        <translation>ラベルの有無にかかわらず、すべての画像をランダムな順に表示します。キーを押すとラベルが置き換わります。</translation>
    </message>
    <message>
        <source>All labelled images are of one class, &apos;{name}&apos;. At least two classes are needed: add labelled images of another class.</source>
        <translation>ラベル付き画像がすべて 1 つのクラス &apos;{name}&apos; です。2 クラス以上が必要です。別のクラスのラベル付き画像を追加してください。</translation>
    </message>
    <message>
        <source>All labelled images are of one class. A study needs at least two: label some of another.</source>
        <translation>ラベル付き画像がすべて 1 つのクラスです。検証には 2 クラス以上が必要です。別のクラスの画像にもラベルを付けてください。</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>すべての層</translation>
    </message>
    <message>
        <source>All rows ({n})</source>
        <translation>すべての行 ({n})</translation>
    </message>
    <message>
        <source>All {n} labelled images are of one class (&apos;{name}&apos;). Performance needs at least two classes: label images of another class too.</source>
        <translation>ラベル付き画像 {n} 枚がすべて 1 つのクラス（&apos;{name}&apos;）です。性能の測定には 2 クラス以上が必要です。別のクラスの画像にもラベルを付けてください。</translation>
    </message>
    <message>
        <source>All {n} rows of the labels file name more than one image. Write the path relative to the image folder in the column &apos;{file}&apos;, not the bare file name.</source>
        <translation>ラベルのファイルの全 {n} 行が複数の画像に当てはまります。列 &apos;{file}&apos; には、ファイル名だけでなく画像フォルダからの相対パスを書いてください。</translation>
    </message>
    <message>
        <source>An 80 % interval is right 8 times out of 10.</source>
        <translation>80 % 区間は 10 回に 8 回は正しい区間です。</translation>
    </message>
    <message>
        <source>Another folder of images</source>
        <translation>別の画像フォルダ</translation>
    </message>
    <message>
        <source>Another number draws other test patients. Fixed for the project once a study has run.</source>
        <translation>数を変えると別のテスト患者が選ばれます。検証を一度実行すると、プロジェクトで固定されます。</translation>
    </message>
    <message>
        <source>Another number pretrains another encoder.</source>
        <translation>数を変えると別のエンコーダが事前学習されます。</translation>
    </message>
    <message>
        <source>Another program holds the project&apos;s record. Close it and try again.</source>
        <translation>別のプログラムがプロジェクトの記録を使用中です。それを閉じて、もう一度試してください。</translation>
    </message>
    <message>
        <source>Another rule</source>
        <translation>別の規則</translation>
    </message>
    <message>
        <source>Another run is at work on this project. Wait until it ends, or stop it, then start again.</source>
        <translation>このプロジェクトでは別の処理が実行中です。終わるのを待つか停止してから、もう一度始めてください。</translation>
    </message>
    <message>
        <source>Another run is writing this image cache. Wait until it ends, or stop it, then start again.</source>
        <translation>別の処理がこの画像キャッシュに書き込み中です。終わるのを待つか停止してから、もう一度始めてください。</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple GPU</translation>
    </message>
    <message>
        <source>As it is used</source>
        <translation>使用時の状態</translation>
    </message>
    <message>
        <source>As quick as can be, for the sample cohort.</source>
        <translation>サンプルコホート向けの、できるだけ速い設定です。</translation>
    </message>
    <message>
        <source>As soon as the answer is settled</source>
        <translation>答えが定まりしだい</translation>
    </message>
    <message>
        <source>As stored in the file</source>
        <translation>ファイルに保存された状態</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>曲線に尋ねる</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>少なくとも</translation>
    </message>
    <message>
        <source>At least two classes are needed, for example the finding and “normal”.</source>
        <translation>少なくとも 2 つのクラスが必要です（例：所見と「正常」）。</translation>
    </message>
    <message>
        <source>At least two classes are needed.</source>
        <translation>少なくとも 2 つのクラスが必要です。</translation>
    </message>
    <message>
        <source>At least {low} of reading (80 % interval); no upper bound is supported.</source>
        <translation>読影は少なくとも {low}（80 % 区間）。上限は示せません。</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>多くとも</translation>
    </message>
    <message>
        <source>At that worth, **{n} labels** in total are best ({curve}): {cost}, and {gain} more in worth than in cost. {metric} {level} is expected.</source>
        <translation>その価値なら、合計 **ラベル {n} 件** が最適です（{curve}）：{cost}、価値は費用を {gain} 上回ります。{metric} {level} が見込まれます。</translation>
    </message>
    <message>
        <source>At that worth, more labels cost more than they bring: stay with the labels there are.</source>
        <translation>その価値では、ラベルを増やす費用が得られるものを上回ります。今あるラベルのままにしてください。</translation>
    </message>
    <message>
        <source>At {n} labels no difference in {metric} between {second} and {first} is shown by these studies.</source>
        <translation>ラベル {n} 件では、{second} と {first} の {metric} の差はこれらの検証では示されていません。</translation>
    </message>
    <message>
        <source>At {n} labels {second} has a higher {metric} than {first}, by {size} ({interval}).</source>
        <translation>ラベル {n} 件では、{second} の {metric} は {first} より {size} 高い（{interval}）。</translation>
    </message>
    <message>
        <source>At {n} labels {second} has a lower {metric} than {first}, by {size} ({interval}).</source>
        <translation>ラベル {n} 件では、{second} の {metric} は {first} より {size} 低い（{interval}）。</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>軸</translation>
    </message>
    <message>
        <source>B − A (95 % interval)</source>
        <translation>B − A（95 % 区間）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Back to all images (Esc)</source>
        <translation>すべての画像に戻る (Esc)</translation>
    </message>
    <message>
        <source>Back to the last study</source>
        <translation>直前の検証に戻る</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>バランス正解率</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>前後の比較</translation>
    </message>
    <message>
        <source>Begin with your images</source>
        <translation>画像から始める</translation>
    </message>
    <message>
        <source>Begins like a program</source>
        <translation>プログラムのように始まる</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>ぼかし</translation>
    </message>
    <message>
        <source>Body part</source>
        <translation>部位</translation>
    </message>
    <message>
        <source>Body part let in</source>
        <translation>許可した部位</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>明るさ</translation>
    </message>
    <message>
        <source>Bring in a table of labels, or label images here with the keys 1 to 9. Some dozens are enough to begin.</source>
        <translation>ラベルの表を取り込むか、ここで 1 ～ 9 のキーで画像にラベルを付けます。数十枚あれば始められます。</translation>
    </message>
    <message>
        <source>Budgets</source>
        <translation>ラベル数</translation>
    </message>
    <message>
        <source>Budgets are whole numbers with commas between, such as 20,50,100.</source>
        <translation>ラベル数は整数をカンマで区切って指定してください（例：20,50,100）。</translation>
    </message>
    <message>
        <source>Budgets × repetitions × starts; the pretraining comes on top.</source>
        <translation>ラベル数 × 反復 × 初期値。これに事前学習が加わります。</translation>
    </message>
    <message>
        <source>CPU ({n} decoders)</source>
        <translation>CPU（復号 {n} 個）</translation>
    </message>
    <message>
        <source>CPU ({n} thread)</source>
        <translation>CPU（{n} スレッド）</translation>
    </message>
    <message>
        <source>CPU ({n} threads)</source>
        <translation>CPU（{n} スレッド）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Chance of reaching the target</source>
        <translation>目標に達する確率</translation>
    </message>
    <message>
        <source>Change the folder of images</source>
        <translation>画像のフォルダを変更</translation>
    </message>
    <message>
        <source>Change the project&apos;s folder</source>
        <translation>プロジェクトのフォルダを変更</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Check&apos;s strengths</source>
        <translation>簡易確認の強さ</translation>
    </message>
    <message>
        <source>Checked on export: the ONNX model must answer as the app does.</source>
        <translation>エクスポート時に確認：ONNX モデルはアプリと同じ答えを出さなければなりません。</translation>
    </message>
    <message>
        <source>Checked on export: the ONNX model must answer as the app does. A job is running; export when it is done.</source>
        <translation>エクスポート時に確認：ONNX モデルはアプリと同じ答えを出さなければなりません。処理が実行中です。終わってからエクスポートしてください。</translation>
    </message>
    <message>
        <source>Choose a column</source>
        <translation>列を選ぶ</translation>
    </message>
    <message>
        <source>Choose a folder of images to pretrain on</source>
        <translation>事前学習に使う画像のフォルダを選ぶ</translation>
    </message>
    <message>
        <source>Choose a study</source>
        <translation>検証を選ぶ</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>別のファイルを選ぶ…</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>1 つ選んでください。</translation>
    </message>
    <message>
        <source>Choose pretrained weights</source>
        <translation>事前学習済みの重みを選ぶ</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>クラス</translation>
    </message>
    <message>
        <source>Class of the ROC curve</source>
        <translation>ROC 曲線のクラス</translation>
    </message>
    <message>
        <source>Class of “{value}”</source>
        <translation>「{value}」のクラス</translation>
    </message>
    <message>
        <source>Classes are weighted by their size.</source>
        <translation>クラスはその大きさで重み付けしています。</translation>
    </message>
    <message>
        <source>Classes are weighted equally.</source>
        <translation>クラスは均等に重み付けしています。</translation>
    </message>
    <message>
        <source>Clear them</source>
        <translation>消去する</translation>
    </message>
    <message>
        <source>Clear…</source>
        <translation>消去…</translation>
    </message>
    <message>
        <source>Colour palette</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Colour to grey</source>
        <translation>カラーをグレーに変換</translation>
    </message>
    <message>
        <source>Colour was turned into grey</source>
        <translation>カラーをグレーに変換しました</translation>
    </message>
    <message>
        <source>Column {n}</source>
        <translation>列 {n}</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>カンマ</translation>
    </message>
    <message>
        <source>Comments on the image</source>
        <translation>画像へのコメント</translation>
    </message>
    <message>
        <source>Comments on the patient</source>
        <translation>患者へのコメント</translation>
    </message>
    <message>
        <source>Compare two studies</source>
        <translation>2 つの検証を比較</translation>
    </message>
    <message>
        <source>Compare with weights from elsewhere, or with pretraining on other images</source>
        <translation>他所の重みや、他の画像での事前学習と比較します</translation>
    </message>
    <message>
        <source>Confusion matrix: rows are the labels, columns the model&apos;s answers</source>
        <translation>混同行列：行はラベル、列はモデルの答え</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>コントラスト</translation>
    </message>
    <message>
        <source>Contrast and size as they were (R)</source>
        <translation>コントラストと大きさを元に戻す (R)</translation>
    </message>
    <message>
        <source>ConvNeXt-Tiny (slow)</source>
        <translation>ConvNeXt-Tiny（低速）</translation>
    </message>
    <message>
        <source>Copies of the images</source>
        <translation>画像の複製</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>図をコピー</translation>
    </message>
    <message>
        <source>Cost of an hour</source>
        <translation>1 時間の費用</translation>
    </message>
    <message>
        <source>Cost of an hour of reading in your currency; 0 leaves it out.</source>
        <translation>読影 1 時間の費用（お使いの通貨）。0 なら計算しません。</translation>
    </message>
    <message>
        <source>Cost of labelling, in your currency</source>
        <translation>ラベル付けの費用（お使いの通貨）</translation>
    </message>
    <message>
        <source>Cost of the labels still missing</source>
        <translation>まだ足りないラベルの費用</translation>
    </message>
    <message>
        <source>Create project and read images</source>
        <translation>プロジェクトを作成して画像を読み込む</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲線</translation>
    </message>
    <message>
        <source>DICOM files name their patients. If other images do not, the page “Data” shows what their names could mean.</source>
        <translation>DICOM ファイルには患者が記載されています。記載のない画像については、「データ」のページでファイル名の意味を確認できます。</translation>
    </message>
    <message>
        <source>DICOM, PNG, JPEG or TIFF. They are read where they are and never changed.</source>
        <translation>DICOM、PNG、JPEG、TIFF。元の場所で読み込まれ、変更されることはありません。</translation>
    </message>
    <message>
        <source>DICOMDIR (DICOMDIR* dicomdir*);;All files (*)</source>
        <translation>DICOMDIR (DICOMDIR* dicomdir*);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Dark and bright were swapped, as the file asks</source>
        <translation>ファイルの指定どおり、明暗を反転しました</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Decide after reading</source>
        <translation>読んでから決める</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Device: {device}</source>
        <translation>デバイス：{device}</translation>
    </message>
    <message>
        <source>Differences between the two studies</source>
        <translation>2 つの検証の違い</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Done for now</source>
        <translation>今回はここまで</translation>
    </message>
    <message>
        <source>Doubling</source>
        <translation>倍増</translation>
    </message>
    <message>
        <source>Drag moves</source>
        <translation>ドラッグの動作</translation>
    </message>
    <message>
        <source>Drag: across for contrast, up and down for brightness. Double click: as it was.</source>
        <translation>ドラッグ：左右でコントラスト、上下で明るさ。ダブルクリック：元に戻す。</translation>
    </message>
    <message>
        <source>Drag: across for contrast, up and down for brightness. Wheel: nearer and farther. Right button: move.</source>
        <translation>ドラッグ：左右でコントラスト、上下で明るさ。ホイール：拡大・縮小。右ボタン：移動。</translation>
    </message>
    <message>
        <source>Dragging moves the image instead of changing its contrast (M)</source>
        <translation>ドラッグでコントラストを変える代わりに画像を動かす (M)</translation>
    </message>
    <message>
        <source>Draw of the test patients</source>
        <translation>テスト患者の抽選</translation>
    </message>
    <message>
        <source>Each class weighs the same, however few images it has.</source>
        <translation>画像が少なくても、各クラスの重みは同じです。</translation>
    </message>
    <message>
        <source>Each folder is a patient</source>
        <translation>フォルダごとに 1 人の患者</translation>
    </message>
    <message>
        <source>Each holds as soon as it is chosen, or says when.</source>
        <translation>それぞれ、選ぶとすぐに有効になります（そうでないものは明記します）。</translation>
    </message>
    <message>
        <source>Each image is a patient of its own</source>
        <translation>画像ごとに別の患者とする</translation>
    </message>
    <message>
        <source>Each project keeps small copies of its images in its own folder.</source>
        <translation>各プロジェクトは、画像の小さな複製を自分のフォルダに保存します。</translation>
    </message>
    <message>
        <source>Each step to the right doubles the labelled images.</source>
        <translation>右へ 1 目盛りごとにラベル付き画像が 2 倍になります。</translation>
    </message>
    <message>
        <source>Each training as a small mark beside the mean.</source>
        <translation>各学習を平均の横に小さな印で示します。</translation>
    </message>
    <message>
        <source>Each value becomes the class beside it. Empty cells change nothing.</source>
        <translation>それぞれの値は横のクラスになります。空欄は何も変えません。</translation>
    </message>
    <message>
        <source>Edit classes…</source>
        <translation>クラスを編集…</translation>
    </message>
    <message>
        <source>EfficientNet-B0 (small)</source>
        <translation>EfficientNet-B0（小型）</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>Ending when settled leaves out trainings that would hardly change how many labels are needed.</source>
        <translation>定まった時点で終えると、必要なラベル数をほとんど変えない学習が省かれます。</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>終了の条件</translation>
    </message>
    <message>
        <source>Enter the cost of an hour of reading on the Plan page to see money here.</source>
        <translation>ここに金額を表示するには、計画のページで読影 1 時間の費用を入力してください。</translation>
    </message>
    <message>
        <source>Equal steps are equal numbers of labelled images.</source>
        <translation>等しい目盛りは等しいラベル付き画像数を表します。</translation>
    </message>
    <message>
        <source>Even out classes</source>
        <translation>クラスの偏りを補正</translation>
    </message>
    <message>
        <source>Every image that can be labelled has its label.</source>
        <translation>ラベル付けできる画像にはすべてラベルが付いています。</translation>
    </message>
    <message>
        <source>Every pixel of the file, before and after reading, and its header (Enter)</source>
        <translation>読み込み前後のファイルの全画素とヘッダー (Enter)</translation>
    </message>
    <message>
        <source>Every pixel of the file, {size}.</source>
        <translation>ファイルの全画素、{size}。</translation>
    </message>
    <message>
        <source>Every pixel of the file, {size}. A picture file is shown as it is.</source>
        <translation>ファイルの全画素、{size}。DICOM でない画像はそのまま表示します。</translation>
    </message>
    <message>
        <source>Every pixel of the file, {size}. It is in colour and has no grey values.</source>
        <translation>ファイルの全画素、{size}。カラー画像のためグレー値はありません。</translation>
    </message>
    <message>
        <source>Every run reaches {metric} {level}: the task is solved with the smallest budget tried, or the test set is too small or too easy to tell budgets apart.</source>
        <translation>すべての反復が {metric} {level} に達しています。試した最小のラベル数で課題が解けているか、テストセットが小さすぎる、または易しすぎて差がわかりません。</translation>
    </message>
    <message>
        <source>Evidence for</source>
        <translation>根拠の対象</translation>
    </message>
    <message>
        <source>Evidence for {name}</source>
        <translation>{name} の根拠</translation>
    </message>
    <message>
        <source>Evidence for {name}, its answer</source>
        <translation>{name} の根拠（モデルの答え）</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>Export to a folder…</source>
        <translation>フォルダへエクスポート…</translation>
    </message>
    <message>
        <source>Export to which folder?</source>
        <translation>どのフォルダにエクスポートしますか？</translation>
    </message>
    <message>
        <source>Exported the model &apos;{name}&apos; trained on {n_labels} labelled images: the ONNX model equals the app to {difference} on {n_test} test images.</source>
        <translation>ラベル付き画像 {n_labels} 枚で学習したモデル &apos;{name}&apos; をエクスポートしました。ONNX モデルはテスト画像 {n_test} 枚でアプリと {difference} 以内で一致します。</translation>
    </message>
    <message>
        <source>Exported.</source>
        <translation>エクスポートしました。</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>エクスポート中</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>エクスポート…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>False alarms (1 − specificity)</source>
        <translation>偽陽性（1 − 特異度）</translation>
    </message>
    <message>
        <source>Farther (−)</source>
        <translation>縮小 (−)</translation>
    </message>
    <message>
        <source>Fewer leave room for other programs; training takes longer.</source>
        <translation>少なくすると他のプログラムに余裕ができますが、学習に時間がかかります。</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>フィールド</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Finding to look for</source>
        <translation>探す所見</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>ファインチューニング</translation>
    </message>
    <message>
        <source>Fine-tuning: AdamW, {epochs} epochs but {least} to {most} steps of {batch} images, learning rate {rate} (last layer {head_rate}), weight decay {decay}.</source>
        <translation>ファインチューニング：AdamW、{epochs} エポック（ただし {batch} 枚ずつ {least} ～ {most} ステップ）、学習率 {rate}（最終層 {head_rate}）、重み減衰 {decay}。</translation>
    </message>
    <message>
        <source>Finer images, five repetitions: the study to report.</source>
        <translation>より精細な画像、5 回の反復：報告向けの検証です。</translation>
    </message>
    <message>
        <source>Finish early</source>
        <translation>早めに終える</translation>
    </message>
    <message>
        <source>Finished early</source>
        <translation>早めに終了しました</translation>
    </message>
    <message>
        <source>Finished early, before anything was measured. The pretraining so far is kept: run the study again and it goes on from there.</source>
        <translation>何も測定しないうちに早めに終了しました。そこまでの事前学習は保存されており、検証を再度実行すると続きから始まります。</translation>
    </message>
    <message>
        <source>Finishing early</source>
        <translation>終了しています</translation>
    </message>
    <message>
        <source>Finishing early: what runs now is completed</source>
        <translation>早めに終了：実行中のものを切り上げます</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>全体表示</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダ</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>画像のフォルダ</translation>
    </message>
    <message>
        <source>For DICOM images. These are picture files.</source>
        <translation>DICOM 画像用です。これらは DICOM ではありません。</translation>
    </message>
    <message>
        <source>For a chance of {chance} % of {metric} {level}, label {n} images.</source>
        <translation>{metric} {level} に {chance} % の確率で達するには、画像 {n} 枚にラベルを付けてください。</translation>
    </message>
    <message>
        <source>For example the series description, where it says what the image shows.</source>
        <translation>例えば、画像の内容が書かれたシリーズの説明。</translation>
    </message>
    <message>
        <source>For images that lie in one folder a class. These do not.</source>
        <translation>クラスごとに 1 つのフォルダに入った画像用です。これらは違います。</translation>
    </message>
    <message>
        <source>For pretraining only</source>
        <translation>事前学習専用</translation>
    </message>
    <message>
        <source>For some images the patient was not known; each was taken for a patient of its own, so the intervals below may be too narrow.</source>
        <translation>一部の画像は患者が不明で、それぞれ別の患者とみなしました。そのため、以下の区間は狭すぎるかもしれません。</translation>
    </message>
    <message>
        <source>For {metric} to ±{half}, about {patients} test patients are needed.</source>
        <translation>{metric} を ±{half} の精度で知るには、約 {patients} 人のテスト患者が必要です。</translation>
    </message>
    <message>
        <source>For {metric} to ±{half}, the {patients} test patients there are suffice.</source>
        <translation>{metric} を ±{half} の精度で知るには、今のテスト患者 {patients} 人で足ります。</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>予測</translation>
    </message>
    <message>
        <source>Found (sensitivity)</source>
        <translation>検出率（感度）</translation>
    </message>
    <message>
        <source>From a timing of this machine and the work that this study is.</source>
        <translation>このコンピュータでの計測と、この検証の作業量からの見積もりです。</translation>
    </message>
    <message>
        <source>From round to round</source>
        <translation>ラウンドごと</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>事前学習なし</translation>
    </message>
    <message>
        <source>From scratch: random weights</source>
        <translation>事前学習なし：ランダムな重み</translation>
    </message>
    <message>
        <source>From {first} to {last}</source>
        <translation>{first} から {last} まで</translation>
    </message>
    <message>
        <source>Full detail and long pretraining: meant for a graphics card and a night.</source>
        <translation>最も精細で長い事前学習：グラフィックスカードと一晩を想定しています。</translation>
    </message>
    <message>
        <source>Full training</source>
        <translation>全体の学習</translation>
    </message>
    <message>
        <source>Further images</source>
        <translation>追加の画像</translation>
    </message>
    <message>
        <source>Further images, without labels</source>
        <translation>追加の画像（ラベルなし）</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>ガンマ</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>準備中</translation>
    </message>
    <message>
        <source>Go on to the study</source>
        <translation>検証へ進む</translation>
    </message>
    <message>
        <source>Go on where you stopped: labels, results and trained models are kept in it.</source>
        <translation>中断したところから続けます。ラベル、結果、学習済みモデルが保存されています。</translation>
    </message>
    <message>
        <source>Go to Labels</source>
        <translation>ラベルへ進む</translation>
    </message>
    <message>
        <source>Go to Study</source>
        <translation>検証へ進む</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>了解</translation>
    </message>
    <message>
        <source>Grey table left out</source>
        <translation>グレー表を無視</translation>
    </message>
    <message>
        <source>Grey table of the file</source>
        <translation>ファイルのグレー表</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>ガイド</translation>
    </message>
    <message>
        <source>Guide (F1)</source>
        <translation>ガイド (F1)</translation>
    </message>
    <message>
        <source>Half the width of the 95 % interval that the test set should give.</source>
        <translation>テストセットに求める 95 % 区間の幅の半分です。</translation>
    </message>
    <message>
        <source>Header fields</source>
        <translation>ヘッダー項目</translation>
    </message>
    <message>
        <source>Headers read</source>
        <translation>読んだヘッダー</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>取り置き</translation>
    </message>
    <message>
        <source>Held back from</source>
        <translation>取り置きを始めるラベル数</translation>
    </message>
    <message>
        <source>Here that is {device}.</source>
        <translation>このコンピュータでは {device} です。</translation>
    </message>
    <message>
        <source>Here you will see every image that was found, who it belongs to by number, and what could not be read.</source>
        <translation>見つかったすべての画像、番号で示した患者、読めなかったものがここに表示されます。</translation>
    </message>
    <message>
        <source>Hidden files and folders are left out.</source>
        <translation>隠しファイルと隠しフォルダは除外します。</translation>
    </message>
    <message>
        <source>Holds SOP instance UIDs</source>
        <translation>SOP インスタンス UID を含む</translation>
    </message>
    <message>
        <source>Holds file names or paths</source>
        <translation>ファイル名またはパスを含む</translation>
    </message>
    <message>
        <source>Hours of reading</source>
        <translation>読影時間</translation>
    </message>
    <message>
        <source>How good do we get with how many labels?</source>
        <translation>ラベルをいくつ付ければ、どれだけ良くなりますか？</translation>
    </message>
    <message>
        <source>How it looks</source>
        <translation>表示の様子</translation>
    </message>
    <message>
        <source>How it was read</source>
        <translation>読み込みの様子</translation>
    </message>
    <message>
        <source>How likely is the target?</source>
        <translation>目標に達する見込みは？</translation>
    </message>
    <message>
        <source>How long an image takes is measured from the fifth on.</source>
        <translation>1 枚あたりの時間は 5 枚目から計測します。</translation>
    </message>
    <message>
        <source>How many images must we label?</source>
        <translation>何枚の画像にラベルを付ければよいですか？</translation>
    </message>
    <message>
        <source>How many people read each image. Two readers take twice the hours.</source>
        <translation>各画像を何人で読むか。2 人なら時間は 2 倍です。</translation>
    </message>
    <message>
        <source>How many should we label?</source>
        <translation>何枚にラベルを付けるべきですか？</translation>
    </message>
    <message>
        <source>How much of the metric may be lost and performance still counts as maintained, no unit.</source>
        <translation>性能が維持されたとみなせる指標の低下幅（単位なし）。</translation>
    </message>
    <message>
        <source>How much of this computer it uses</source>
        <translation>このコンピュータをどれだけ使うか</translation>
    </message>
    <message>
        <source>How much pretraining gains when it sees an eighth, a quarter, half or all of the unlabelled images.</source>
        <translation>ラベルなし画像の 8 分の 1、4 分の 1、半分、全部を見たとき、事前学習がどれだけ役立つか。</translation>
    </message>
    <message>
        <source>How often the labels held back are looked at.</source>
        <translation>取り分けたラベルを確認する頻度です。</translation>
    </message>
    <message>
        <source>How performance rises with the number of labelled images, from scratch and pretrained.</source>
        <translation>事前学習の有無それぞれで、ラベル付き画像の数とともに性能がどう上がるか。</translation>
    </message>
    <message>
        <source>How thoroughly?</source>
        <translation>どの程度詳しく？</translation>
    </message>
    <message>
        <source>How training images are varied</source>
        <translation>学習画像の変化のつけ方</translation>
    </message>
    <message>
        <source>How well the model ranks patients with the finding above those without; 0.5 is guessing, 1 is perfect.</source>
        <translation>所見のある患者を、ない患者より上位に並べられるか。0.5 は当て推量、1 は完全です。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>画像サイズ</translation>
    </message>
    <message>
        <source>Image size, pixels</source>
        <translation>画像サイズ（ピクセル）</translation>
    </message>
    <message>
        <source>Image to be labelled</source>
        <translation>ラベル付けする画像</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Images a step of each training.</source>
        <translation>各学習の 1 ステップあたりの画像数です。</translation>
    </message>
    <message>
        <source>Images a step, which are told apart from each other; memory grows with it.</source>
        <translation>1 ステップで互いに見分ける画像の数。多いほどメモリを使います。</translation>
    </message>
    <message>
        <source>Images are labelled “{name}”: the class needs a name.</source>
        <translation>ラベルが「{name}」の画像があります。そのクラスには名前が必要です。</translation>
    </message>
    <message>
        <source>Images are reduced to {side} pixels: small findings may not be visible at all.</source>
        <translation>画像は {side} ピクセルに縮小されています。小さな所見はまったく見えないことがあります。</translation>
    </message>
    <message>
        <source>Images of one patient resemble each other: {images} test images of {patients} patients tell as much as about {effective} images of as many patients.</source>
        <translation>同じ患者の画像は互いに似ています：患者 {patients} 人のテスト画像 {images} 枚は、同じ人数の患者の約 {effective} 枚分の情報です。</translation>
    </message>
    <message>
        <source>Images to pretrain on</source>
        <translation>事前学習に使う画像</translation>
    </message>
    <message>
        <source>Import a table</source>
        <translation>表を取り込む</translation>
    </message>
    <message>
        <source>Import a table of labels</source>
        <translation>ラベルの表を取り込む</translation>
    </message>
    <message>
        <source>Import a table…</source>
        <translation>表を取り込む…</translation>
    </message>
    <message>
        <source>Include {value}</source>
        <translation>{value} を含める</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>想定用途</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>中断されました。</translation>
    </message>
    <message>
        <source>Intervals</source>
        <translation>区間</translation>
    </message>
    <message>
        <source>Inverse strengths of the quick check&apos;s regularisation, no unit; the best is chosen on its labels. Small is strong.</source>
        <translation>簡易確認の正則化の強さの逆数（単位なし）。そのラベルで最良のものを選びます。小さいほど強く働きます。</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>反転</translation>
    </message>
    <message>
        <source>Is the test set large enough?</source>
        <translation>テストセットは十分な大きさですか？</translation>
    </message>
    <message>
        <source>It began with weights from a file. Whether those were trained on images of the test patients is not known; if they were, the performance above is too good.</source>
        <translation>ファイルの重みから始めました。それがテスト患者の画像で学習されたものかどうかは不明です。もしそうなら、上の性能は良すぎます。</translation>
    </message>
    <message>
        <source>It counts labelled images for training {curve}; the test images are labelled already and not counted.</source>
        <translation>数えているのは学習用のラベル付き画像です（{curve}）。テスト画像はすでにラベル付きで、含みません。</translation>
    </message>
    <message>
        <source>It has seen images of one collection. On others it may be worse, and it may rely on marks of the scanner or the ward that happen to go with a class.</source>
        <translation>1 つの収集の画像しか見ていません。他の画像では性能が下がることがあり、クラスとたまたま結び付いた装置や病棟の特徴に頼っているおそれがあります。</translation>
    </message>
    <message>
        <source>It is not shown by this study that fewer labels keep {metric} within {margin} of what all {full} reach: with {n} labelled images it may be up to {loss} lower (97.5 % bound, {patients} test patients).</source>
        <translation>より少ないラベルで、全 {full} 枚で得られる {metric} との差が {margin} 以内に保たれることは、この検証では示されていません：ラベル付き画像 {n} 枚では最大 {loss} 低いかもしれません（97.5 % 限界、テスト患者 {patients} 人）。</translation>
    </message>
    <message>
        <source>It is not shown by this study that {name} pretraining keeps {metric} within {margin} of what training from scratch reaches with all {full}: with {n} labelled images it may be up to {loss} lower (97.5 % bound, {patients} test patients).</source>
        <translation>{name} 事前学習で、事前学習なしの全 {full} 枚の学習との {metric} の差が {margin} 以内に保たれることは、この検証では示されていません：ラベル付き画像 {n} 枚では最大 {loss} 低いかもしれません（97.5 % 限界、テスト患者 {patients} 人）。</translation>
    </message>
    <message>
        <source>It is not shown by this study that {name} pretraining keeps {metric} within {margin} of what {baseline} pretraining reaches with all {full}: with {n} labelled images it may be up to {loss} lower (97.5 % bound, {patients} test patients).</source>
        <translation>{name} 事前学習で、{baseline} 事前学習の全 {full} 枚との {metric} の差が {margin} 以内に保たれることは、この検証では示されていません：ラベル付き画像 {n} 枚では最大 {loss} 低いかもしれません（97.5 % 限界、テスト患者 {patients} 人）。</translation>
    </message>
    <message>
        <source>It is not there now: the next study will say so and not begin. Choose another.</source>
        <translation>今はそこにありません。次の検証はその旨を表示して始まりません。別のものを選んでください。</translation>
    </message>
    <message>
        <source>It reaches {metric} {target} with about {labels}.</source>
        <translation>約 {labels} で {metric} {target} に達します。</translation>
    </message>
    <message>
        <source>It says how many images to label for the performance you need, what that costs, and how sure the number is. It needs a measured curve.</source>
        <translation>必要な性能のために何枚にラベルを付ければよいか、費用はいくらか、その数がどれだけ確かかを示します。測定した曲線が必要です。</translation>
    </message>
    <message>
        <source>It shows how the model&apos;s performance grows with the number of labelled images, with and without pretraining. Run a study to measure it.</source>
        <translation>ラベル付き画像の数とともにモデルの性能がどう伸びるかを、事前学習の有無で示します。検証を実行して測定してください。</translation>
    </message>
    <message>
        <source>It takes at least three budgets with two repetitions each before a chance can be told.</source>
        <translation>確率を示すには、少なくとも 3 つのラベル数で 2 回ずつの反復が必要です。</translation>
    </message>
    <message>
        <source>It trains with few and with more labels, with and without pretraining. Go on working meanwhile; pause or stop it whenever you like, what is measured is kept.</source>
        <translation>少ないラベルと多いラベルで、事前学習の有無それぞれで学習します。その間も作業を続けられます。いつでも一時停止や中止ができ、測定したものは保存されます。</translation>
    </message>
    <message>
        <source>Its pixels are not square; the shape was corrected</source>
        <translation>画素が正方形でないため、形を補正しました</translation>
    </message>
    <message>
        <source>Its probabilities are not calibrated. A second opinion on the labels was not asked for.</source>
        <translation>確率は較正されていません。ラベルについて第二の意見は求めていません。</translation>
    </message>
    <message>
        <source>Its share among the images still to label. They are read until enough of it is found.</source>
        <translation>まだラベルを付けていない画像に占める割合。十分な数が見つかるまで読影します。</translation>
    </message>
    <message>
        <source>Its share among the labels that you want; at first, that among the test images.</source>
        <translation>必要なラベルに占める割合。最初はテスト画像での割合です。</translation>
    </message>
    <message>
        <source>Its values</source>
        <translation>その値</translation>
    </message>
    <message>
        <source>Japanese (Shift_JIS)</source>
        <translation>日本語 (Shift_JIS)</translation>
    </message>
    <message>
        <source>Judge by the image alone. A label changed because the model disagrees flatters the model.</source>
        <translation>画像だけで判断してください。モデルと違うからといってラベルを変えると、モデルを実際より良く見せます。</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>Label **{n}** images in total ({interval}), about {reading} of reading, for {metric} {level}.</source>
        <translation>{metric} {level} には合計 **{n}** 枚の画像にラベルを付けてください（{interval}、読影は約 {reading}）。</translation>
    </message>
    <message>
        <source>Label a few</source>
        <translation>いくつかラベル付けする</translation>
    </message>
    <message>
        <source>Label images</source>
        <translation>画像にラベル付け</translation>
    </message>
    <message>
        <source>Label images here</source>
        <translation>ここで画像にラベル付け</translation>
    </message>
    <message>
        <source>Label this image {name}</source>
        <translation>この画像を {name} とする</translation>
    </message>
    <message>
        <source>Labelled already</source>
        <translation>ラベル付け済み</translation>
    </message>
    <message>
        <source>Labelled images</source>
        <translation>ラベル付き画像</translation>
    </message>
    <message>
        <source>Labelled images after it</source>
        <translation>その後のラベル付き画像</translation>
    </message>
    <message>
        <source>Labelled images for training</source>
        <translation>学習用のラベル付き画像</translation>
    </message>
    <message>
        <source>Labelled images for training, each step twice as many</source>
        <translation>学習用のラベル付き画像（1 目盛りで 2 倍）</translation>
    </message>
    <message>
        <source>Labelled images kept for testing, by patient. Fixed for the project once a study has run.</source>
        <translation>テスト用に患者単位で取り分けたラベル付き画像。検証を一度実行すると、プロジェクトで固定されます。</translation>
    </message>
    <message>
        <source>Labelled images too</source>
        <translation>ラベル付き画像も</translation>
    </message>
    <message>
        <source>Labelled images: {n}. Image size: {side} × {side} pixels, grey.</source>
        <translation>ラベル付き画像：{n} 枚。画像サイズ：{side} × {side} ピクセル、グレー。</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>Labels from a DICOM field</source>
        <translation>DICOM フィールドからのラベル</translation>
    </message>
    <message>
        <source>Labels tried</source>
        <translation>試したラベル数</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Largest change either way.</source>
        <translation>増減の最大の幅です。</translation>
    </message>
    <message>
        <source>Largest change of the logarithm of gamma, no unit.</source>
        <translation>ガンマの対数の最大の変化（単位なし）。</translation>
    </message>
    <message>
        <source>Largest step for the layer that tells the classes, no unit.</source>
        <translation>クラスを答える層の最大の歩幅（単位なし）。</translation>
    </message>
    <message>
        <source>Largest step for the pretrained layers, no unit.</source>
        <translation>事前学習した層の最大の歩幅（単位なし）。</translation>
    </message>
    <message>
        <source>Largest step of the optimiser, no unit. Too high and the loss jumps or the encoder collapses.</source>
        <translation>最適化の最大の歩幅（単位なし）。大きすぎると損失が跳ねるか、エンコーダが崩壊します。</translation>
    </message>
    <message>
        <source>Largest turn either way.</source>
        <translation>左右の最大回転角。</translation>
    </message>
    <message>
        <source>Last layer&apos;s rate</source>
        <translation>最終層の学習率</translation>
    </message>
    <message>
        <source>Last round we said {metric} {median} ({low}–{high}) at {n} labels {curve}; measured {measured}: {held}.</source>
        <translation>前回はラベル {n} 件（{curve}）で {metric} {median}（{low}–{high}）と予測しました。測定値は {measured}：{held}。</translation>
    </message>
    <message>
        <source>Last round we said {metric} {median} ({low}–{high}) at {n} labels; measured {measured}: {held}.</source>
        <translation>前回はラベル {n} 件で {metric} {median}（{low}–{high}）と予測しました。測定値は {measured}：{held}。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>Least share of the image that a view shows.</source>
        <translation>ビューに写る画像の最小の割合です。</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>除外する</translation>
    </message>
    <message>
        <source>Leaves the image without a label. Keep these few: a study on easy images alone flatters the model.</source>
        <translation>画像をラベルなしのままにします。少数にとどめてください。易しい画像だけの検証はモデルを良く見せます。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>長さ</translation>
    </message>
    <message>
        <source>Let in because you asked for its body part</source>
        <translation>指定された部位のため読み込みました</translation>
    </message>
    <message>
        <source>Let in because you asked for its modality</source>
        <translation>指定されたモダリティのため読み込みました</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>ライトまたはダーク</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Limitations</source>
        <translation>制限事項</translation>
    </message>
    <message>
        <source>Line {line} gives a second value for seed {seed} at {n} labels. Keep one of them, or give the runs different seeds.</source>
        <translation>{line} 行目は、シード {seed}、ラベル {n} 件の 2 つ目の値です。どちらか一方を残すか、別のシードにしてください。</translation>
    </message>
    <message>
        <source>Line {line} has {n} fields, not {expected}. Correct that line.</source>
        <translation>{line} 行目の項目数は {n} で、{expected} ではありません。その行を直してください。</translation>
    </message>
    <message>
        <source>Line {line}: {column} must be a whole number of at least {least}. Correct it.</source>
        <translation>{line} 行目：{column} は {least} 以上の整数でなければなりません。直してください。</translation>
    </message>
    <message>
        <source>Line {line}: {what} must be a number between 0 and 1. Correct it.</source>
        <translation>{line} 行目：{what} は 0 から 1 の数でなければなりません。直してください。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>線形</translation>
    </message>
    <message>
        <source>Linear probe</source>
        <translation>線形プローブ</translation>
    </message>
    <message>
        <source>Links are not followed: scan the folder that holds the file itself.</source>
        <translation>リンクはたどりません。ファイルそのものがあるフォルダを読み込んでください。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Look at them again</source>
        <translation>もう一度見る</translation>
    </message>
    <message>
        <source>Look closely</source>
        <translation>詳しく見る</translation>
    </message>
    <message>
        <source>Looking at the files&apos; names…</source>
        <translation>ファイル名を調べています…</translation>
    </message>
    <message>
        <source>Looking where the model looks</source>
        <translation>モデルが見ている場所を調べています</translation>
    </message>
    <message>
        <source>Looks every</source>
        <translation>確認の間隔</translation>
    </message>
    <message>
        <source>Looks without a new best after which a training stops.</source>
        <translation>最良値が更新されないまま学習を止めるまでの確認回数です。</translation>
    </message>
    <message>
        <source>Lower limit of each training&apos;s length: small budgets need it.</source>
        <translation>各学習の長さの下限。ラベル数が少ないときに必要です。</translation>
    </message>
    <message>
        <source>Making the sample cohort</source>
        <translation>サンプルコホートを作成中</translation>
    </message>
    <message>
        <source>Map of the images as the encoder sees them</source>
        <translation>エンコーダから見た画像の分布図</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>マージン</translation>
    </message>
    <message>
        <source>Mean of the share found in each class; not flattered by a common class.</source>
        <translation>各クラスで見つかった割合の平均。多いクラスに左右されません。</translation>
    </message>
    <message>
        <source>Measured while labelling here: {seconds} seconds an image.</source>
        <translation>ここでのラベル付け中に計測：1 枚あたり {seconds} 秒。</translation>
    </message>
    <message>
        <source>Method: {source}.</source>
        <translation>方法：{source}。</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Minutes an image</source>
        <translation>1 枚あたりの分数</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>左右反転</translation>
    </message>
    <message>
        <source>Mirrors half of the views left to right, the heart with it.</source>
        <translation>半数のビューを左右反転します。心臓も反転します。</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>モダリティ</translation>
    </message>
    <message>
        <source>Modality let in</source>
        <translation>許可したモダリティ</translation>
    </message>
    <message>
        <source>Modality table</source>
        <translation>モダリティ表</translation>
    </message>
    <message>
        <source>Modality table left out</source>
        <translation>モダリティ表を無視</translation>
    </message>
    <message>
        <source>Model and model card</source>
        <translation>モデルとモデルカード</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>モデルカード</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>More about costs and worth</source>
        <translation>費用と価値の詳細</translation>
    </message>
    <message>
        <source>More labels</source>
        <translation>ラベルを増やす</translation>
    </message>
    <message>
        <source>More may be better still, but nothing is claimed beyond that number.</source>
        <translation>もっと多いほうがさらに良いかもしれませんが、この数を超えては何も言えません。</translation>
    </message>
    <message>
        <source>More test patients alone do not bring {metric} to ±{half}: the runs differ too much; more runs of each budget would.</source>
        <translation>テスト患者を増やすだけでは {metric} は ±{half} の精度になりません。反復ごとの差が大きすぎます。ラベル数ごとの反復を増やすと改善します。</translation>
    </message>
    <message>
        <source>More test patients alone would not show a saving of {share} %: the runs differ too much; more runs of each budget would help.</source>
        <translation>テスト患者を増やすだけでは {share} % の節約を示せません。反復ごとの差が大きすぎます。ラベル数ごとの反復を増やすと改善します。</translation>
    </message>
    <message>
        <source>More unlabelled images</source>
        <translation>ラベルなし画像を増やす</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>NVIDIA グラフィックスカード</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Name of class {n}</source>
        <translation>クラス {n} の名前</translation>
    </message>
    <message>
        <source>Name the CSV file with the points, or use --jsonl.</source>
        <translation>点の CSV ファイルを指定するか、--jsonl を使ってください。</translation>
    </message>
    <message>
        <source>Name what an image can show, at least two classes. You label with the keys beside them.</source>
        <translation>画像に写りうるものを 2 クラス以上で名付けてください。横のキーでラベルを付けます。</translation>
    </message>
    <message>
        <source>Names, numbers, dates and places. They are read for this view only and never kept or exported.</source>
        <translation>名前、番号、日付、場所です。この表示のためだけに読み込み、保存も書き出しもしません。</translation>
    </message>
    <message>
        <source>Nearer (+)</source>
        <translation>拡大 (+)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>Network: {network}, {side} × {side} pixels; trained on the labels: {part}; {batch} images a step</source>
        <translation>ネットワーク：{network}、{side} × {side} ピクセル。ラベルで学習：{part}。1 ステップ {batch} 枚</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新規プロジェクト</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Next image (Page down)</source>
        <translation>次の画像 (Page down)</translation>
    </message>
    <message>
        <source>Next image (→)</source>
        <translation>次の画像 (→)</translation>
    </message>
    <message>
        <source>No column was found that holds the labels. Choose it at the right.</source>
        <translation>ラベルの列が見つかりませんでした。右側で選んでください。</translation>
    </message>
    <message>
        <source>No column was found that names images. Choose the one with the file names or instance UIDs.</source>
        <translation>画像を示す列が見つかりませんでした。ファイル名またはインスタンス UID の列を選んでください。</translation>
    </message>
    <message>
        <source>No difference between {start} and {against} in the labels needed is shown (95 % interval of the saving {interval} %).</source>
        <translation>必要なラベル数について、{start} と {against} の差は示されていません（節約の 95 % 区間 {interval} %）。</translation>
    </message>
    <message>
        <source>No difference between {start} and {against} in the labels needed is shown.</source>
        <translation>必要なラベル数について、{start} と {against} の差は示されていません。</translation>
    </message>
    <message>
        <source>No field of these files tells the images apart into a few groups.</source>
        <translation>これらのファイルには、画像を少数のグループに分けるフィールドがありません。</translation>
    </message>
    <message>
        <source>No file was skipped.</source>
        <translation>スキップされたファイルはありません。</translation>
    </message>
    <message>
        <source>No image chosen</source>
        <translation>画像が選ばれていません</translation>
    </message>
    <message>
        <source>No image has a label. Fill the column &apos;{label}&apos; for some images.</source>
        <translation>ラベルのある画像がありません。いくつかの画像について列 &apos;{label}&apos; を埋めてください。</translation>
    </message>
    <message>
        <source>No image is labelled yet, so there is nothing to measure. Import a labels file, or sort the images into one folder a class.</source>
        <translation>まだどの画像にもラベルがなく、測定するものがありません。ラベルのファイルを取り込むか、画像をクラスごとのフォルダに分けてください。</translation>
    </message>
    <message>
        <source>No images were found in {folders}. {n} file was looked at (most often: {reason}, {times} times); choose a folder that holds DICOM, PNG, JPEG or TIFF images.</source>
        <translation>{folders} に画像が見つかりませんでした。{n} ファイルを調べました（最も多い理由：{reason}、{times} 回）。DICOM、PNG、JPEG、TIFF 画像のあるフォルダを選んでください。</translation>
    </message>
    <message>
        <source>No images were found in {folders}. {n} files were looked at (most often: {reason}, {times} times); choose a folder that holds DICOM, PNG, JPEG or TIFF images.</source>
        <translation>{folders} に画像が見つかりませんでした。{n} ファイルを調べました（最も多い理由：{reason}、{times} 回）。DICOM、PNG、JPEG、TIFF 画像のあるフォルダを選んでください。</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>画像はまだありません</translation>
    </message>
    <message>
        <source>No labelled image of class &apos;{name}&apos; is among the test patients. Label more images of it, of several patients, or leave that class out.</source>
        <translation>クラス &apos;{name}&apos; のラベル付き画像がテスト患者にありません。複数の患者でそのクラスのラベルを増やすか、そのクラスを除いてください。</translation>
    </message>
    <message>
        <source>No labelled image of class &apos;{name}&apos; is left for training. Label more images of it, of several patients, or leave that class out.</source>
        <translation>クラス &apos;{name}&apos; のラベル付き画像が学習に残っていません。複数の患者でそのクラスのラベルを増やすか、そのクラスを除いてください。</translation>
    </message>
    <message>
        <source>No labels yet</source>
        <translation>ラベルはまだありません</translation>
    </message>
    <message>
        <source>No maker named</source>
        <translation>製造元の記載なし</translation>
    </message>
    <message>
        <source>No mistake on {images}.</source>
        <translation>{images} に誤りはありません。</translation>
    </message>
    <message>
        <source>No model is trained on the largest budget, {n} labels, yet. Run the study on, then export.</source>
        <translation>最大のラベル数（{n} 件）で学習したモデルがまだありません。検証を続けてから、エクスポートしてください。</translation>
    </message>
    <message>
        <source>No model of this start is kept, so no map can be drawn. A finished study keeps one a start.</source>
        <translation>この初期値のモデルは保存されていないため、マップを描けません。完了した検証は初期値ごとに 1 つ保存します。</translation>
    </message>
    <message>
        <source>No number up to {labels} reaches {metric} {level} with a chance of {chance} %; {most} is the most that is supported.</source>
        <translation>{labels} までの数では、{metric} {level} に {chance} % の確率では達しません。示せるのは最大 {most} です。</translation>
    </message>
    <message>
        <source>No patient&apos;s name, number or date and no image is in any exported file.</source>
        <translation>書き出すファイルには、患者の名前・番号・日付も画像も含まれません。</translation>
    </message>
    <message>
        <source>No plan up to {horizon} labels reaches {aim} with a chance of {sure} %: {chance} at most.</source>
        <translation>ラベル {horizon} 件までの計画では、{aim} に {sure} % の確率で達しません：最大 {chance}。</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>開いているプロジェクトはありません。</translation>
    </message>
    <message>
        <source>No project open</source>
        <translation>プロジェクトなし</translation>
    </message>
    <message>
        <source>No results yet.</source>
        <translation>結果はまだありません。</translation>
    </message>
    <message>
        <source>No start is named. Choose for example scratch,simclr.</source>
        <translation>初期値が指定されていません。例えば scratch,simclr を選んでください。</translation>
    </message>
    <message>
        <source>No test image got this answer.</source>
        <translation>この答えになったテスト画像はありません。</translation>
    </message>
    <message>
        <source>No test set has the class &apos;{name}&apos; both in it and left to train on, since its patients are also those of other classes. Label images of more patients.</source>
        <translation>クラス &apos;{name}&apos; を含み、かつ学習にも残せるテストセットがありません。その患者が他のクラスの患者でもあるためです。より多くの患者の画像にラベルを付けてください。</translation>
    </message>
    <message>
        <source>No upper bound is supported: it may take many more labels.</source>
        <translation>上限は示せません。はるかに多くのラベルが必要かもしれません。</translation>
    </message>
    <message>
        <source>No value stands for a class yet. Say at the right which class each value becomes.</source>
        <translation>クラスに対応する値がまだありません。右側で、それぞれの値がどのクラスになるかを指定してください。</translation>
    </message>
    <message>
        <source>No window in the file: chosen from its grey levels</source>
        <translation>ファイルにウィンドウがないため、グレー値から選びました</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>None of the {n} rows of the labels file names an image of these folders. Check that &apos;{file}&apos; holds paths relative to the image folder, or file names, with their extensions.</source>
        <translation>ラベルのファイルの {n} 行のいずれも、これらのフォルダの画像を指していません。&apos;{file}&apos; に画像フォルダからの相対パスか、拡張子付きのファイル名があるか確認してください。</translation>
    </message>
    <message>
        <source>None of {images} yet.</source>
        <translation>{images} のうち、まだありません。</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>まだありません。</translation>
    </message>
    <message>
        <source>None. Add folders of images without labels where you have them: pretraining gains from them.</source>
        <translation>なし。ラベルのない画像のフォルダがあれば追加してください。事前学習に役立ちます。</translation>
    </message>
    <message>
        <source>None: both studies were run alike.</source>
        <translation>なし：両方の検証は同じ設定です。</translation>
    </message>
    <message>
        <source>Not DICOM</source>
        <translation>DICOM ではない</translation>
    </message>
    <message>
        <source>Not in this table</source>
        <translation>この表にない</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>まだ確認していません</translation>
    </message>
    <message>
        <source>Nothing had to be done: the images are used as they are.</source>
        <translation>処理は不要でした。画像はそのまま使われます。</translation>
    </message>
    <message>
        <source>Nothing is learnt yet: the curve is no better than guessing at any budget. Check the labels, or measure larger budgets.</source>
        <translation>まだ何も学習していません。どのラベル数でも当て推量と変わりません。ラベルを確認するか、より大きなラベル数を測定してください。</translation>
    </message>
    <message>
        <source>Nothing is measured yet. Run the study first.</source>
        <translation>まだ何も測定していません。先に検証を実行してください。</translation>
    </message>
    <message>
        <source>Nothing is measured yet: run the study to see how many labels are needed.</source>
        <translation>まだ何も測定していません。検証を実行すると、必要なラベル数がわかります。</translation>
    </message>
    <message>
        <source>Nothing is written yet.</source>
        <translation>まだ何も書き出していません。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>このコンピュータの外には何も送られません。</translation>
    </message>
    <message>
        <source>Nothing measured in this mode yet</source>
        <translation>この方式ではまだ何も測定していません</translation>
    </message>
    <message>
        <source>Nothing to take along yet</source>
        <translation>書き出すものはまだありません</translation>
    </message>
    <message>
        <source>Nothing to try yet</source>
        <translation>試すものがまだありません</translation>
    </message>
    <message>
        <source>Numbers an image is reduced to where images are compared; left away afterwards.</source>
        <translation>画像を比較するときに縮約する数値の個数。後で取り除かれます。</translation>
    </message>
    <message>
        <source>Numbers of labelled images to train on, from small to large. Leave empty for up to five, each twice the one before.</source>
        <translation>学習に使うラベル付き画像の数を小さい順に。空欄なら、2 倍ずつ増える最大 5 つになります。</translation>
    </message>
    <message>
        <source>Of each start one model is kept. The map is of that one ({training}), not of the training shown here.</source>
        <translation>初期値ごとに 1 つのモデルを保存しています。マップはそのモデル（{training}）のもので、ここに示した学習のものではありません。</translation>
    </message>
    <message>
        <source>Of everything in the window, beside what the system asks for.</source>
        <translation>ウィンドウ内のすべての文字。システムの設定に加わります。</translation>
    </message>
    <message>
        <source>Of starts that do not differ, one comparison in twenty appears shown by chance.</source>
        <translation>差のない初期値どうしでも、比較 20 件に 1 件は偶然に差があるように見えます。</translation>
    </message>
    <message>
        <source>Of the training process at its peak, on a CPU. On a GPU most of it lies on the card instead.</source>
        <translation>CPU での学習プロセスの最大使用量。GPU では大半がカード上に置かれます。</translation>
    </message>
    <message>
        <source>Of this, {kept} stay in the project: the pretrained networks and one model of each start.</source>
        <translation>このうち {kept} がプロジェクトに残ります：事前学習したネットワークと、初期値ごとに 1 つのモデルです。</translation>
    </message>
    <message>
        <source>Once the images are read, you tell here what each shows: by hand, from a table, or from folders.</source>
        <translation>画像を読み込んだら、それぞれに何が写っているかを、手作業、表、フォルダのいずれかで指定します。</translation>
    </message>
    <message>
        <source>One a core ({n})</source>
        <translation>コアごとに 1 つ ({n})</translation>
    </message>
    <message>
        <source>One budget makes no curve: give at least two, better four or five.</source>
        <translation>ラベル数が 1 つでは曲線になりません。少なくとも 2 つ、できれば 4 ～ 5 つ指定してください。</translation>
    </message>
    <message>
        <source>One column cannot name the image and hold its label. Choose another column for one of them.</source>
        <translation>1 つの列で画像名とラベルの両方を表すことはできません。どちらかに別の列を選んでください。</translation>
    </message>
    <message>
        <source>One even grey</source>
        <translation>一様なグレー</translation>
    </message>
    <message>
        <source>One image after another, in random order. A key is a label, saved at once.</source>
        <translation>画像を 1 枚ずつランダムな順に表示します。キーを押すとラベルになり、すぐに保存されます。</translation>
    </message>
    <message>
        <source>One pixel of the image, one of the screen</source>
        <translation>画像の 1 画素を画面の 1 画素に</translation>
    </message>
    <message>
        <source>One pixel of the image, one of the screen (1)</source>
        <translation>画像の 1 画素を画面の 1 画素に (1)</translation>
    </message>
    <message>
        <source>One repetition cannot show a saving; it shows the curve&apos;s course. {patients}.</source>
        <translation>反復が 1 回では節約を示せません。曲線の形を示すだけです。{patients}。</translation>
    </message>
    <message>
        <source>One run is too few to compare at {n} labels: another run could differ as much.</source>
        <translation>ラベル {n} 件では反復が 1 回だけで比較できません。別の反復でも同じくらい異なりえます。</translation>
    </message>
    <message>
        <source>Only an enormous saving would show: {patients}.</source>
        <translation>ごく大きな節約だけが示せます：{patients}。</translation>
    </message>
    <message>
        <source>Only {n} labelled images are left for training, too few for a learning curve. Label at least {least} images, or choose a smaller test set.</source>
        <translation>学習に残るラベル付き画像は {n} 枚だけで、学習曲線には少なすぎます。少なくとも {least} 枚にラベルを付けるか、テストセットを小さくしてください。</translation>
    </message>
    <message>
        <source>Open a DICOMDIR</source>
        <translation>DICOMDIR を開く</translation>
    </message>
    <message>
        <source>Open a DICOMDIR…</source>
        <translation>DICOMDIR を開く…</translation>
    </message>
    <message>
        <source>Open a folder of images</source>
        <translation>画像のフォルダを開く</translation>
    </message>
    <message>
        <source>Open a folder of images to begin. They stay where they are.</source>
        <translation>画像のフォルダを開いて始めてください。画像は元の場所に残ります。</translation>
    </message>
    <message>
        <source>Open a folder, or drop it on this window. The images stay where they are, and nothing leaves this computer. The sample cohort shows everything in four minutes.</source>
        <translation>フォルダを開くか、このウィンドウにドロップしてください。画像は元の場所に残り、このコンピュータの外には何も送られません。サンプルコホートなら 4 分ですべてを体験できます。</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>プロジェクトを開く</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>画像を開く</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>フォルダを開く</translation>
    </message>
    <message>
        <source>Open your images to find out. Everything stays on this computer.</source>
        <translation>画像を開いて確かめてください。すべてこのコンピュータの中で行われます。</translation>
    </message>
    <message>
        <source>Open {project}, {when}</source>
        <translation>{project} を開く、{when}</translation>
    </message>
    <message>
        <source>Opening {project}: the record of its {n:,} images is being read.</source>
        <translation>「{project}」を開いています：{n:,} 枚の画像の記録を読み込み中です。</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>順序</translation>
    </message>
    <message>
        <source>Other settings, A → B</source>
        <translation>その他の設定（A → B）</translation>
    </message>
    <message>
        <source>Out of scope: clinical use; other body parts, views or modalities than it was trained on; images of another hospital, machine or time, unless it has been measured on them.</source>
        <translation>対象外：臨床での使用。学習時と異なる部位、撮影方向、モダリティ。測定していない他の病院、装置、時期の画像。</translation>
    </message>
    <message>
        <source>Own or other images</source>
        <translation>自施設の画像か他の画像か</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 画像 (*.png)</translation>
    </message>
    <message>
        <source>Padding left out</source>
        <translation>余白を除外</translation>
    </message>
    <message>
        <source>Paid once, as soon as one image more is labelled; in your currency.</source>
        <translation>画像を 1 枚でも追加でラベル付けすると一度だけかかる費用（お使いの通貨）。</translation>
    </message>
    <message>
        <source>Passes over the labelled images in each training.</source>
        <translation>各学習でラベル付き画像を見る周回数です。</translation>
    </message>
    <message>
        <source>Passes over the unlabelled images. What matters most for the pretrained start.</source>
        <translation>ラベルなし画像を見る周回数。事前学習した初期値に最も影響します。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>待つ回数</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Patient from file name</source>
        <translation>ファイル名からの患者</translation>
    </message>
    <message>
        <source>Patient from folder</source>
        <translation>フォルダからの患者</translation>
    </message>
    <message>
        <source>Patient from study</source>
        <translation>検査からの患者</translation>
    </message>
    <message>
        <source>Patient is named by</source>
        <translation>患者の識別</translation>
    </message>
    <message>
        <source>Patient not known</source>
        <translation>患者不明</translation>
    </message>
    <message>
        <source>Patient {id}</source>
        <translation>患者 {id}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>Paused: {stage}</source>
        <translation>一時停止中：{stage}</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>一時停止しています</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>一時停止しています…</translation>
    </message>
    <message>
        <source>Performance on the test set</source>
        <translation>テストセットでの性能</translation>
    </message>
    <message>
        <source>Performance vs labelled images</source>
        <translation>ラベル数と性能</translation>
    </message>
    <message>
        <source>Performance was not measured separately by sex, age or machine.</source>
        <translation>性別、年齢、装置ごとの性能は測定していません。</translation>
    </message>
    <message>
        <source>Picture file, not DICOM</source>
        <translation>DICOM でない画像ファイル</translation>
    </message>
    <message>
        <source>Pixels not square</source>
        <translation>正方でない画素</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>Plan the labelling</source>
        <translation>ラベル付けの計画</translation>
    </message>
    <message>
        <source>Positive class: *{name}*.</source>
        <translation>陽性クラス：*{name}*。</translation>
    </message>
    <message>
        <source>Preparation: {how}</source>
        <translation>前処理：{how}</translation>
    </message>
    <message>
        <source>Press {keys} for its class, 0 if you are unsure; Backspace takes the last answer back.</source>
        <translation>{keys} でクラスを選び、迷うときは 0 を押します。Backspace で直前の答えを取り消します。</translation>
    </message>
    <message>
        <source>Pretrained ({name})</source>
        <translation>事前学習あり（{name}）</translation>
    </message>
    <message>
        <source>Pretrained on</source>
        <translation>事前学習に使用</translation>
    </message>
    <message>
        <source>Pretrained on all images but those of test patients</source>
        <translation>テスト患者以外のすべての画像で事前学習</translation>
    </message>
    <message>
        <source>Pretrained on all {images}</source>
        <translation>{images} すべてで事前学習</translation>
    </message>
    <message>
        <source>Pretrained on another folder…</source>
        <translation>別のフォルダで事前学習…</translation>
    </message>
    <message>
        <source>Pretrained on some of the images</source>
        <translation>一部の画像で事前学習</translation>
    </message>
    <message>
        <source>Pretrained on the pool folders&apos; images</source>
        <translation>プールのフォルダの画像で事前学習</translation>
    </message>
    <message>
        <source>Pretrained on the pool folders&apos; {images}</source>
        <translation>プールのフォルダの {images} で事前学習</translation>
    </message>
    <message>
        <source>Pretrained on this project&apos;s own images</source>
        <translation>このプロジェクトの画像で事前学習</translation>
    </message>
    <message>
        <source>Pretrained on this project&apos;s own {images}</source>
        <translation>このプロジェクトの {images} で事前学習</translation>
    </message>
    <message>
        <source>Pretrained on {n} of the images of other than test patients</source>
        <translation>テスト患者以外の画像のうち {n} 枚で事前学習</translation>
    </message>
    <message>
        <source>Pretrained on {n} of the pool folders&apos; images</source>
        <translation>プールのフォルダの画像のうち {n} 枚で事前学習</translation>
    </message>
    <message>
        <source>Pretrained on {n} of this project&apos;s own images</source>
        <translation>このプロジェクトの画像のうち {n} 枚で事前学習</translation>
    </message>
    <message>
        <source>Pretrained weights from a file ({name})</source>
        <translation>ファイルの事前学習済みの重み（{name}）</translation>
    </message>
    <message>
        <source>Pretrained weights from the file &apos;{name}&apos;</source>
        <translation>ファイル &apos;{name}&apos; の事前学習済みの重み</translation>
    </message>
    <message>
        <source>Pretraining</source>
        <translation>事前学習</translation>
    </message>
    <message>
        <source>Pretraining (SimCLR)</source>
        <translation>事前学習 (SimCLR)</translation>
    </message>
    <message>
        <source>Pretraining loss</source>
        <translation>事前学習の損失</translation>
    </message>
    <message>
        <source>Pretraining loss {loss}, pass {epoch} of {epochs}: it falls while the encoder learns</source>
        <translation>事前学習の損失 {loss}、{epochs} 周のうち {epoch} 周目：エンコーダが学習すると下がります</translation>
    </message>
    <message>
        <source>Pretraining: SimCLR, {epochs} epochs, batches of {batch}, learning rate {rate}, temperature {temperature}, crops of at least {crop} %.</source>
        <translation>事前学習：SimCLR、{epochs} エポック、バッチ {batch}、学習率 {rate}、温度 {temperature}、切り抜き {crop} % 以上。</translation>
    </message>
    <message>
        <source>Pretraining: change of brightness</source>
        <translation>事前学習：明るさの変化</translation>
    </message>
    <message>
        <source>Pretraining: change of contrast</source>
        <translation>事前学習：コントラストの変化</translation>
    </message>
    <message>
        <source>Pretraining: change of gamma</source>
        <translation>事前学習：ガンマの変化</translation>
    </message>
    <message>
        <source>Pretraining: images a step</source>
        <translation>事前学習：1 ステップの画像数</translation>
    </message>
    <message>
        <source>Pretraining: learning rate</source>
        <translation>事前学習：学習率</translation>
    </message>
    <message>
        <source>Pretraining: mirrored views</source>
        <translation>事前学習：左右反転したビュー</translation>
    </message>
    <message>
        <source>Pretraining: passes over the images</source>
        <translation>事前学習：画像を見る周回数</translation>
    </message>
    <message>
        <source>Pretraining: projection width</source>
        <translation>事前学習：射影の幅</translation>
    </message>
    <message>
        <source>Pretraining: random seed</source>
        <translation>事前学習：乱数シード</translation>
    </message>
    <message>
        <source>Pretraining: rotation, degrees</source>
        <translation>事前学習：回転（度）</translation>
    </message>
    <message>
        <source>Pretraining: share of blurred views</source>
        <translation>事前学習：ぼかしたビューの割合</translation>
    </message>
    <message>
        <source>Pretraining: smallest part shown</source>
        <translation>事前学習：写す最小の部分</translation>
    </message>
    <message>
        <source>Pretraining: temperature</source>
        <translation>事前学習：温度</translation>
    </message>
    <message>
        <source>Pretraining: warm-up share</source>
        <translation>事前学習：ウォームアップの割合</translation>
    </message>
    <message>
        <source>Pretraining: weight decay</source>
        <translation>事前学習：重み減衰</translation>
    </message>
    <message>
        <source>Previous image (Page up)</source>
        <translation>前の画像 (Page up)</translation>
    </message>
    <message>
        <source>Previous image (←)</source>
        <translation>前の画像 (←)</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>手技</translation>
    </message>
    <message>
        <source>Processes that read images</source>
        <translation>画像を読み込むプロセス</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>プロセッサ (CPU)</translation>
    </message>
    <message>
        <source>Processor threads for training</source>
        <translation>学習に使うスレッド数</translation>
    </message>
    <message>
        <source>Programs that read images side by side. Each takes up to 2 GB of memory at worst.</source>
        <translation>画像を並行して読み込むプログラムの数。それぞれ最大 2 GB のメモリを使います。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進捗</translation>
    </message>
    <message>
        <source>Progress of the job</source>
        <translation>処理の進捗</translation>
    </message>
    <message>
        <source>Progress of the study</source>
        <translation>検証の進捗</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>プロジェクト</translation>
    </message>
    <message>
        <source>Project folder</source>
        <translation>プロジェクトのフォルダ</translation>
    </message>
    <message>
        <source>Projection width</source>
        <translation>射影の幅</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>プロトコル</translation>
    </message>
    <message>
        <source>Pull of the weights towards 0, no unit; holds against learning few images by heart.</source>
        <translation>重みを 0 に引き寄せる強さ（単位なし）。少数の画像の丸暗記を防ぎます。</translation>
    </message>
    <message>
        <source>Pull of the weights towards 0, no unit; holds large networks back.</source>
        <translation>重みを 0 に引き寄せる強さ（単位なし）。大きなネットワークを抑えます。</translation>
    </message>
    <message>
        <source>Quick check</source>
        <translation>簡易確認</translation>
    </message>
    <message>
        <source>Quick check as well</source>
        <translation>簡易確認も行う</translation>
    </message>
    <message>
        <source>Quick check: strengths tried</source>
        <translation>簡易確認：試す強さ</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>クイック</translation>
    </message>
    <message>
        <source>ROC curve</source>
        <translation>ROC 曲線</translation>
    </message>
    <message>
        <source>ROC curve for {name}: AUC {value}</source>
        <translation>{name} の ROC 曲線：AUC {value}</translation>
    </message>
    <message>
        <source>Random start</source>
        <translation>ランダム初期値</translation>
    </message>
    <message>
        <source>Rare class, unlabelled</source>
        <translation>まれなクラス（ラベルなし）</translation>
    </message>
    <message>
        <source>Rare class, wanted</source>
        <translation>まれなクラス（必要数）</translation>
    </message>
    <message>
        <source>Read new and changed files; nothing is lost</source>
        <translation>新しいファイルと変更されたファイルを読み込みます。失われるものはありません</translation>
    </message>
    <message>
        <source>Read on</source>
        <translation>続きを読み込む</translation>
    </message>
    <message>
        <source>Read the answer</source>
        <translation>答えを読む</translation>
    </message>
    <message>
        <source>Read the folders again</source>
        <translation>フォルダを読み直す</translation>
    </message>
    <message>
        <source>Read the folders again and load these files too</source>
        <translation>フォルダを読み直し、これらのファイルも読み込む</translation>
    </message>
    <message>
        <source>Readers an image</source>
        <translation>1 枚あたりの読影者数</translation>
    </message>
    <message>
        <source>Reading headers…</source>
        <translation>ヘッダーを読み込み中…</translation>
    </message>
    <message>
        <source>Reading images</source>
        <translation>画像を読み込み中</translation>
    </message>
    <message>
        <source>Reading of the labels still missing</source>
        <translation>まだ足りないラベルの読影</translation>
    </message>
    <message>
        <source>Reading stopped before its end: there may be more images in the folders. What was read is kept.</source>
        <translation>読み込みが途中で止まりました。フォルダにはまだ画像があるかもしれません。読み込んだものは保存されています。</translation>
    </message>
    <message>
        <source>Reading this file takes more memory than is safe.</source>
        <translation>このファイルの読み込みには、安全な範囲を超えるメモリが必要です。</translation>
    </message>
    <message>
        <source>Reading this file took too long and was given up.</source>
        <translation>このファイルの読み込みは時間がかかりすぎたため中止しました。</translation>
    </message>
    <message>
        <source>Reading time at {minutes} min an image</source>
        <translation>1 枚 {minutes} 分での読影時間</translation>
    </message>
    <message>
        <source>Reading time of all readers, {minutes} min an image each</source>
        <translation>全読影者の読影時間（1 枚あたり {minutes} 分）</translation>
    </message>
    <message>
        <source>Reading time of one image by one reader.</source>
        <translation>1 人の読影者が 1 枚を読む時間。</translation>
    </message>
    <message>
        <source>Reads the folders again and loads these. {files_and_reason}</source>
        <translation>フォルダを読み直して、これらを読み込みます。{files_and_reason}</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近のプロジェクト</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>やり直す (Ctrl+Y)</translation>
    </message>
    <message>
        <source>Remove this class</source>
        <translation>このクラスを削除</translation>
    </message>
    <message>
        <source>Rename a class, and every label of it follows; each key stays with its class.</source>
        <translation>クラスの名前を変えると、そのラベルもすべて変わります。キーは変わりません。</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>反復回数</translation>
    </message>
    <message>
        <source>Requested procedure</source>
        <translation>依頼された手技</translation>
    </message>
    <message>
        <source>Required header entries are missing: {names}.</source>
        <translation>必要なヘッダー項目がありません：{names}。</translation>
    </message>
    <message>
        <source>ResNet-18 (fast)</source>
        <translation>ResNet-18（高速）</translation>
    </message>
    <message>
        <source>ResNet-34</source>
        <translation>ResNet-34</translation>
    </message>
    <message>
        <source>ResNet-50 (slow, large)</source>
        <translation>ResNet-50（低速・大型）</translation>
    </message>
    <message>
        <source>Rescaled</source>
        <translation>値を換算</translation>
    </message>
    <message>
        <source>Research: to repeat the study&apos;s measurements, to compare with other models, to plan labelling.</source>
        <translation>研究用：検証の測定の再現、他のモデルとの比較、ラベル付けの計画。</translation>
    </message>
    <message>
        <source>Results only</source>
        <translation>結果のみ</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Resume study</source>
        <translation>検証を再開</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>回転</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>ファイルの行</translation>
    </message>
    <message>
        <source>Rows: the labels. Columns: the model&apos;s answers. Choose a cell to see its images.</source>
        <translation>行：ラベル。列：モデルの答え。マスを選ぶと、その画像を表示します。</translation>
    </message>
    <message>
        <source>Rule, a regular expression</source>
        <translation>規則（正規表現）</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Run a study</source>
        <translation>検証を実行</translation>
    </message>
    <message>
        <source>Run study</source>
        <translation>検証を実行</translation>
    </message>
    <message>
        <source>Running job</source>
        <translation>実行中の処理</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG 図 (*.svg)</translation>
    </message>
    <message>
        <source>Same picture twice</source>
        <translation>同じ画像が 2 つ</translation>
    </message>
    <message>
        <source>Same pixels as {images}</source>
        <translation>{images} と画素が同じ</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>サンプル</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save points.csv…</source>
        <translation>points.csv を保存…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>図を保存</translation>
    </message>
    <message>
        <source>Save the picture (PNG or SVG)</source>
        <translation>図を保存 (PNG または SVG)</translation>
    </message>
    <message>
        <source>Save the points</source>
        <translation>点を保存</translation>
    </message>
    <message>
        <source>Save the points as a table (CSV)</source>
        <translation>点を表として保存 (CSV)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存しました</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>{file} として保存しました。</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Say how to tell patients apart in images that do not name theirs. All images of one patient then stay on one side, in training or in the test. No image is decoded again for it.</source>
        <translation>患者の記載がない画像で、患者をどう見分けるかを指定します。同じ患者の画像はすべて、学習かテストの一方にまとまります。画像を再度復号することはありません。</translation>
    </message>
    <message>
        <source>Second axis</source>
        <translation>第 2 軸</translation>
    </message>
    <message>
        <source>See the curve</source>
        <translation>曲線を見る</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>セミコロン</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>感度</translation>
    </message>
    <message>
        <source>Sensitivity is about the finding; specificity about the other class.</source>
        <translation>感度は所見について、特異度はもう一方のクラスについての値です。</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>区切り文字</translation>
    </message>
    <message>
        <source>Series description</source>
        <translation>シリーズの説明</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>設定 (Ctrl+,)</translation>
    </message>
    <message>
        <source>Setup cost</source>
        <translation>準備費用</translation>
    </message>
    <message>
        <source>Shaded: 95 % interval of the mean, with new test patients. Dashed: forecast with its 80 % interval (right 8 times out of 10), fading where it is speculative. Drag the target line, or press ↑ ↓; ← → read the points out.</source>
        <translation>色帯：新しいテスト患者を考慮した平均の 95 % 区間。破線：予測とその 80 % 区間（10 回に 8 回は正しい）。薄い部分は推測の域です。目標線をドラッグするか ↑ ↓ を押してください。← → で点を読み上げます。</translation>
    </message>
    <message>
        <source>Shaded: 95 % interval. Dashed: forecast, 80 % interval.</source>
        <translation>色帯：95 % 区間。破線：予測、80 % 区間。</translation>
    </message>
    <message>
        <source>Share of a budget&apos;s labels kept to stop a training early; 0 trains on all of them to the end.</source>
        <translation>学習を早めに止めるために取り分けるラベルの割合。0 ならすべてを使って最後まで学習します。</translation>
    </message>
    <message>
        <source>Share of images with the finding that are found.</source>
        <translation>所見のある画像のうち、見つかった割合です。</translation>
    </message>
    <message>
        <source>Share of images without the finding that are cleared.</source>
        <translation>所見のない画像のうち、正しく除外された割合です。</translation>
    </message>
    <message>
        <source>Share of test images that are classified correctly.</source>
        <translation>正しく分類されたテスト画像の割合です。</translation>
    </message>
    <message>
        <source>Share of test patients</source>
        <translation>テスト患者の割合</translation>
    </message>
    <message>
        <source>Share of the steps in which the rate climbs.</source>
        <translation>学習率が上がっていくステップの割合です。</translation>
    </message>
    <message>
        <source>Share of the views that are blurred.</source>
        <translation>ぼかすビューの割合です。</translation>
    </message>
    <message>
        <source>Short tour</source>
        <translation>短い案内</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>すべて表示</translation>
    </message>
    <message>
        <source>Show all mistakes</source>
        <translation>誤りをすべて表示</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>次だけ表示</translation>
    </message>
    <message>
        <source>Show patient data</source>
        <translation>患者情報を表示</translation>
    </message>
    <message>
        <source>Show rows</source>
        <translation>行を表示</translation>
    </message>
    <message>
        <source>Show these</source>
        <translation>これらを表示</translation>
    </message>
    <message>
        <source>Show these: {what}</source>
        <translation>これらを表示：{what}</translation>
    </message>
    <message>
        <source>Show where the model looks</source>
        <translation>モデルが見ている場所を表示</translation>
    </message>
    <message>
        <source>Shown with the file&apos;s own grey-scale table</source>
        <translation>ファイルのグレー表で表示しました</translation>
    </message>
    <message>
        <source>Shown with the file&apos;s own window</source>
        <translation>ファイルのウィンドウで表示しました</translation>
    </message>
    <message>
        <source>Shows how many labels are needed; compares nothing. {patients}.</source>
        <translation>必要なラベル数を示します。比較は行いません。{patients}。</translation>
    </message>
    <message>
        <source>Side of what the network sees. Twice the side takes about three times as long.</source>
        <translation>ネットワークが見る画像の一辺。2 倍にすると約 3 倍の時間がかかります。</translation>
    </message>
    <message>
        <source>SimCLR</source>
        <translation>SimCLR</translation>
    </message>
    <message>
        <source>SimCLR (generic pool)</source>
        <translation>SimCLR（汎用プール）</translation>
    </message>
    <message>
        <source>SimCLR (own images)</source>
        <translation>SimCLR（自施設の画像）</translation>
    </message>
    <message>
        <source>SimCLR ({n} generic images)</source>
        <translation>SimCLR（汎用画像 {n} 枚）</translation>
    </message>
    <message>
        <source>SimCLR ({n} images)</source>
        <translation>SimCLR（画像 {n} 枚）</translation>
    </message>
    <message>
        <source>SimCLR ({n} own images)</source>
        <translation>SimCLR（自施設の画像 {n} 枚）</translation>
    </message>
    <message>
        <source>SimCLR compares images with one another and the pool holds {images}. Add images to the pool.</source>
        <translation>SimCLR は画像どうしを比べますが、プールには {images} 枚しかありません。プールに画像を追加してください。</translation>
    </message>
    <message>
        <source>SimCLR on {n} generic images</source>
        <translation>SimCLR（汎用画像 {n} 枚）</translation>
    </message>
    <message>
        <source>SimCLR on {n} images</source>
        <translation>SimCLR（画像 {n} 枚）</translation>
    </message>
    <message>
        <source>SimCLR on {n} own images</source>
        <translation>SimCLR（自施設の画像 {n} 枚）</translation>
    </message>
    <message>
        <source>SimCLR pretrained</source>
        <translation>SimCLR 事前学習あり</translation>
    </message>
    <message>
        <source>SimCLR pretraining on all images that are not tested on</source>
        <translation>テストに使わないすべての画像での SimCLR 事前学習</translation>
    </message>
    <message>
        <source>SimCLR pretraining on the images of the pool folders</source>
        <translation>プールのフォルダの画像での SimCLR 事前学習</translation>
    </message>
    <message>
        <source>SimCLR pretraining on the project&apos;s own images</source>
        <translation>プロジェクトの画像での SimCLR 事前学習</translation>
    </message>
    <message>
        <source>SimCLR pretraining on {n} images of the pool folders</source>
        <translation>プールのフォルダの画像 {n} 枚での SimCLR 事前学習</translation>
    </message>
    <message>
        <source>SimCLR pretraining on {n} of the images that are not tested on</source>
        <translation>テストに使わない画像のうち {n} 枚での SimCLR 事前学習</translation>
    </message>
    <message>
        <source>SimCLR pretraining on {n} of the project&apos;s own images</source>
        <translation>プロジェクトの画像のうち {n} 枚での SimCLR 事前学習</translation>
    </message>
    <message>
        <source>Single runs</source>
        <translation>個々の反復</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>スキップ</translation>
    </message>
    <message>
        <source>Skipped files</source>
        <translation>スキップしたファイル</translation>
    </message>
    <message>
        <source>Slope left out</source>
        <translation>傾きを無視</translation>
    </message>
    <message>
        <source>Small images, few repetitions: is there a curve, and a large saving?</source>
        <translation>小さな画像、少ない反復：曲線はあるか、大きな節約はあるか。</translation>
    </message>
    <message>
        <source>Smaller budgets hold nothing back: they have none to spare.</source>
        <translation>これより少ないラベル数では取り分けません。余裕がないためです。</translation>
    </message>
    <message>
        <source>Smallest crop</source>
        <translation>最小の切り抜き</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>これまで</translation>
    </message>
    <message>
        <source>Some patients of the {images} are kept aside for testing. The study trains on the others with more and more labels, pretrained and from scratch, and measures on the test patients. From that curve follows how many labels you need.</source>
        <translation>{images} の患者の一部をテスト用に取り分けます。検証は残りの患者で、ラベルを増やしながら事前学習の有無それぞれで学習し、テスト患者で測定します。その曲線から、必要なラベル数がわかります。</translation>
    </message>
    <message>
        <source>Something went wrong that this program did not foresee; what was measured is kept. Run it again, and report it with the details below if it repeats.</source>
        <translation>想定外の問題が起きました。測定したものは保存されています。もう一度実行し、繰り返す場合は以下の詳細を添えて報告してください。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出所</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>特異度</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>スタート</translation>
    </message>
    <message>
        <source>Start labelling</source>
        <translation>ラベル付けを始める</translation>
    </message>
    <message>
        <source>Start of study A</source>
        <translation>検証 A の初期値</translation>
    </message>
    <message>
        <source>Start of study B</source>
        <translation>検証 B の初期値</translation>
    </message>
    <message>
        <source>Start: {start} (&quot;{name}&quot; in the study).</source>
        <translation>初期値：{start}（検証での名前は &quot;{name}&quot;）。</translation>
    </message>
    <message>
        <source>Started on {device}</source>
        <translation>{device} で開始しました</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>開始中</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>開始中…</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>初期値</translation>
    </message>
    <message>
        <source>Starts from</source>
        <translation>初期値</translation>
    </message>
    <message>
        <source>Starts: {starts}</source>
        <translation>初期値：{starts}</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止して閉じる</translation>
    </message>
    <message>
        <source>Stop now; what is measured is kept</source>
        <translation>今すぐ停止し、測定したものを残します</translation>
    </message>
    <message>
        <source>Stop the run and close? What is measured is kept.</source>
        <translation>実行を停止して閉じますか？測定したものは保存されています。</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止しました</translation>
    </message>
    <message>
        <source>Stopped midway; what was measured is kept</source>
        <translation>途中で停止しました。測定したものは保存されています</translation>
    </message>
    <message>
        <source>Stopped. Everything that was measured before is kept.</source>
        <translation>停止しました。それまでに測定したものはすべて保存されています。</translation>
    </message>
    <message>
        <source>Stopped. Everything that was measured before is kept; run it again and it goes on from there.</source>
        <translation>停止しました。それまでに測定したものはすべて保存されています。もう一度実行すると続きから始まります。</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>停止しています</translation>
    </message>
    <message>
        <source>Stopping after this step; press Ctrl+C again to leave at once.</source>
        <translation>このステップの後に停止します。すぐに終わるには Ctrl+C をもう一度押してください。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>Study A</source>
        <translation>検証 A</translation>
    </message>
    <message>
        <source>Study B</source>
        <translation>検証 B</translation>
    </message>
    <message>
        <source>Study description</source>
        <translation>検査の説明</translation>
    </message>
    <message>
        <source>Such an interval is right 8 times out of 10.</source>
        <translation>このような区間は 10 回に 8 回は正しい区間です。</translation>
    </message>
    <message>
        <source>Summing up</source>
        <translation>集計中</translation>
    </message>
    <message>
        <source>Synthetic chest X-rays with a known answer, from images to verdict. About 4 minutes.</source>
        <translation>答えのわかっている合成胸部 X 線画像で、画像から結論まで。約 4 分です。</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>タブ</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>Tables ({patterns})</source>
        <translation>表 ({patterns})</translation>
    </message>
    <message>
        <source>Take it with you</source>
        <translation>結果を書き出す</translation>
    </message>
    <message>
        <source>Take off the list: {start}</source>
        <translation>一覧から外す：{start}</translation>
    </message>
    <message>
        <source>Take {name} off this list</source>
        <translation>{name} をこの一覧から外す</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>Target {metric}</source>
        <translation>目標 {metric}</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Temperature of the NT-Xent loss, no unit. 0.2 is a good start; small is strict.</source>
        <translation>NT-Xent 損失の温度（単位なし）。0.2 が目安で、小さいほど厳しくなります。</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>テスト画像</translation>
    </message>
    <message>
        <source>Test patients</source>
        <translation>テスト患者</translation>
    </message>
    <message>
        <source>Test set&apos;s draw</source>
        <translation>テストセットの抽選</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>テストの割合</translation>
    </message>
    <message>
        <source>Tests the pretrained features by themselves: seconds, and a first curve at once.</source>
        <translation>事前学習した特徴量だけを試します。数秒で最初の曲線が得られます。</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字サイズ</translation>
    </message>
    <message>
        <source>That folder may not be written to, so nothing was exported. Choose another folder.</source>
        <translation>そのフォルダには書き込めないため、何もエクスポートしませんでした。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>That many images are labelled already: it costs nothing more.</source>
        <translation>それだけの画像にはすでにラベルがあり、追加の費用はかかりません。</translation>
    </message>
    <message>
        <source>That was the last image</source>
        <translation>最後の画像でした</translation>
    </message>
    <message>
        <source>The 95 % interval of each mean, with new test patients.</source>
        <translation>新しいテスト患者を考慮した、各平均の 95 % 区間。</translation>
    </message>
    <message>
        <source>The DICOM header is damaged.</source>
        <translation>DICOM ヘッダーが破損しています。</translation>
    </message>
    <message>
        <source>The DICOMDIR is damaged. Open the folder that it is in instead: its images are found without it.</source>
        <translation>DICOMDIR が破損しています。代わりにそれが入っているフォルダを開いてください。画像はそれなしでも見つかります。</translation>
    </message>
    <message>
        <source>The DICOMDIR lists this file, but it is not there.</source>
        <translation>DICOMDIR の一覧にありますが、ファイルがありません。</translation>
    </message>
    <message>
        <source>The ONNX file was compared with the network in PyTorch on {n} images: the probabilities differ by at most {difference}.</source>
        <translation>ONNX ファイルを PyTorch のネットワークと画像 {n} 枚で比較しました。確率の差は最大 {difference} です。</translation>
    </message>
    <message>
        <source>The ONNX model differs from the trained one by {difference}, so nothing was exported. Update onnxruntime, or export on another machine.</source>
        <translation>ONNX モデルが学習したモデルと {difference} 異なるため、何もエクスポートしませんでした。onnxruntime を更新するか、別のコンピュータでエクスポートしてください。</translation>
    </message>
    <message>
        <source>The ONNX model equals the app exactly on {images}.</source>
        <translation>ONNX モデルは {images} でアプリと完全に一致します。</translation>
    </message>
    <message>
        <source>The ONNX model equals the app to {difference} on {images}.</source>
        <translation>ONNX モデルは {images} でアプリと {difference} 以内で一致します。</translation>
    </message>
    <message>
        <source>The answer is open again: further trainings will narrow it.</source>
        <translation>答えが再び未定になりました。学習を続けると狭まります。</translation>
    </message>
    <message>
        <source>The answer is settled: the upper end of the interval for the labels needed is {times} times its lower end. The {left} still to come would hardly change it.</source>
        <translation>答えは定まりました：必要なラベル数の区間の上端は下端の {times} 倍です。残りの {left} でもほとんど変わりません。</translation>
    </message>
    <message>
        <source>The answer is settled: the {left} still to come would narrow the interval for the labels needed by less than a twentieth.</source>
        <translation>答えは定まりました：残りの {left} を行っても、必要なラベル数の区間は 20 分の 1 も狭まりません。</translation>
    </message>
    <message>
        <source>The answer was settled after {done} of {total} trainings; {left} were saved, as they would hardly have changed it.</source>
        <translation>{total} 回中 {done} 回の学習で答えが定まりました。残り {left} 回はほとんど答えを変えないため省きました。</translation>
    </message>
    <message>
        <source>The best budget</source>
        <translation>最適なラベル数</translation>
    </message>
    <message>
        <source>The best model of the study, at its largest number of labels, with all results beside it.</source>
        <translation>検証で最も良い初期値の、最大のラベル数でのモデルと、すべての結果です。</translation>
    </message>
    <message>
        <source>The cheapest plan for {aim} with a chance of {sure} % is {curve}: **{n} labels** in total, {cost}.</source>
        <translation>{aim} に {sure} % の確率で達する最も安い計画（{curve}）：合計 **ラベル {n} 件**、{cost}。</translation>
    </message>
    <message>
        <source>The cheapest plan for {aim} with a chance of {sure} %: **{n} labels** in total, {cost}.</source>
        <translation>{aim} に {sure} % の確率で達する最も安い計画：合計 **ラベル {n} 件**、{cost}。</translation>
    </message>
    <message>
        <source>The chosen image</source>
        <translation>選んだ画像</translation>
    </message>
    <message>
        <source>The chosen test image</source>
        <translation>選んだテスト画像</translation>
    </message>
    <message>
        <source>The class &apos;{name}&apos; has labelled images of one patient only, so it cannot be both trained on and tested. Label images of at least one more patient of this class.</source>
        <translation>クラス &apos;{name}&apos; のラベル付き画像は 1 人の患者のものだけで、学習とテストの両方に使えません。このクラスの別の患者の画像に 1 枚以上ラベルを付けてください。</translation>
    </message>
    <message>
        <source>The class whose evidence the map shows.</source>
        <translation>マップが根拠を示すクラス。</translation>
    </message>
    <message>
        <source>The class whose presence is looked for; sensitivity is about it.</source>
        <translation>有無を調べるクラス。感度はこのクラスについての値です。</translation>
    </message>
    <message>
        <source>The classes</source>
        <translation>クラス</translation>
    </message>
    <message>
        <source>The column “{column}” holds {n} different values, too many for classes. Choose the column with the labels, or leave values out.</source>
        <translation>列「{column}」には {n} 通りの値があり、クラスには多すぎます。ラベルの列を選ぶか、値を除外してください。</translation>
    </message>
    <message>
        <source>The copies are cleared. On the Data page, “Read the folders again” brings them back.</source>
        <translation>複製を消去しました。データのページの「フォルダを読み直す」で元に戻せます。</translation>
    </message>
    <message>
        <source>The copies could not all be deleted: another program uses them, or the folder is write-protected.</source>
        <translation>複製をすべて削除できませんでした。別のプログラムが使用中か、フォルダが書き込み禁止です。</translation>
    </message>
    <message>
        <source>The cost cannot be told yet.</source>
        <translation>費用はまだ計算できません。</translation>
    </message>
    <message>
        <source>The cost cannot be told: no number of labels is supported for this target.</source>
        <translation>費用を計算できません：この目標に対して示せるラベル数がありません。</translation>
    </message>
    <message>
        <source>The curve and the plan say how many images to label, what that costs, and how sure it is.</source>
        <translation>曲線と計画が、何枚にラベルを付けるか、費用はいくらか、どれだけ確かかを示します。</translation>
    </message>
    <message>
        <source>The curve appears here</source>
        <translation>ここに曲線が表示されます</translation>
    </message>
    <message>
        <source>The curve falls: {metric} gets worse with more labels, from {first} to {level}. Check the labels of the images that the larger budgets add.</source>
        <translation>曲線が下がっています：ラベルが増えると {metric} が {first} から {level} へ悪化します。大きいラベル数で加わる画像のラベルを確認してください。</translation>
    </message>
    <message>
        <source>The curve is flat at {metric} {level}: within the budgets tried, more labels made no visible difference.</source>
        <translation>曲線は {metric} {level} で平らです：試したラベル数の範囲では、ラベルを増やしても目に見える差はありませんでした。</translation>
    </message>
    <message>
        <source>The device has not enough memory for this training. Close other programs that use it, or choose smaller images, a smaller backbone or the CPU.</source>
        <translation>この学習にはデバイスのメモリが足りません。使用中の他のプログラムを閉じるか、小さな画像、小さなネットワーク、または CPU を選んでください。</translation>
    </message>
    <message>
        <source>The device&apos;s memory does not hold this network at this image size. Choose a smaller image size or backbone, or train on the CPU.</source>
        <translation>この画像サイズでは、このネットワークがデバイスのメモリに収まりません。小さな画像サイズかネットワークを選ぶか、CPU で学習してください。</translation>
    </message>
    <message>
        <source>The device&apos;s memory was too small for a whole batch: it goes through in parts of {n} images, which takes longer.</source>
        <translation>デバイスのメモリがバッチ全体には小さすぎるため、{n} 枚ずつに分けて処理します。時間が長くかかります。</translation>
    </message>
    <message>
        <source>The disk could not read this file.</source>
        <translation>ディスクがこのファイルを読み取れませんでした。</translation>
    </message>
    <message>
        <source>The disk did not take the export ({name}), so nothing was exported. Choose another folder.</source>
        <translation>ディスクがエクスポートを受け付けず（{name}）、何もエクスポートしませんでした。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>The disk did not take the image cache. What was saved before is intact; check the disk and scan again.</source>
        <translation>ディスクが画像キャッシュを受け付けませんでした。以前に保存したものは無事です。ディスクを確認して、もう一度読み込んでください。</translation>
    </message>
    <message>
        <source>The disk did not take {what} ({error}). What was saved before is intact; check the disk or choose another project folder.</source>
        <translation>ディスクが {what} を受け付けませんでした（{error}）。以前に保存したものは無事です。ディスクを確認するか、別のプロジェクトフォルダを選んでください。</translation>
    </message>
    <message>
        <source>The disk is full or failing: the project&apos;s record could not be written. What was saved before is intact; free some space and start again, it goes on from there.</source>
        <translation>ディスクがいっぱいか故障しており、プロジェクトの記録を書き込めませんでした。以前に保存したものは無事です。空き容量を増やしてもう一度始めると、続きから始まります。</translation>
    </message>
    <message>
        <source>The disk is full, so nothing was exported. Free some space and export again.</source>
        <translation>ディスクがいっぱいのため、何もエクスポートしませんでした。空き容量を増やして、もう一度エクスポートしてください。</translation>
    </message>
    <message>
        <source>The disk is full: the image cache could not grow. What was saved before is intact; free some space and scan again.</source>
        <translation>ディスクがいっぱいで、画像キャッシュを大きくできませんでした。以前に保存したものは無事です。空き容量を増やして、もう一度読み込んでください。</translation>
    </message>
    <message>
        <source>The disk is full: {what} could not be written. What was saved before is intact; free some space and start again, it goes on from there.</source>
        <translation>ディスクがいっぱいで、{what} を書き込めませんでした。以前に保存したものは無事です。空き容量を増やしてもう一度始めると、続きから始まります。</translation>
    </message>
    <message>
        <source>The encoder has learned: +{gain} over random features</source>
        <translation>エンコーダが学習しました：ランダム特徴量より +{gain}</translation>
    </message>
    <message>
        <source>The encoder is behind random features so far: −{gain}</source>
        <translation>エンコーダは今のところランダム特徴量を下回っています：−{gain}</translation>
    </message>
    <message>
        <source>The encoder is level with random features so far</source>
        <translation>エンコーダは今のところランダム特徴量と同程度です</translation>
    </message>
    <message>
        <source>The encoder stays as pretraining left it and only the last layer learns. It answers another question: how good are the features by themselves?</source>
        <translation>エンコーダは事前学習のままで、最後の層だけが学習します。特徴量そのものがどれだけ良いかという、別の問いに答えます。</translation>
    </message>
    <message>
        <source>The encoder was pretrained on {n} images without their labels.</source>
        <translation>エンコーダは、ラベルを使わずに画像 {n} 枚で事前学習しました。</translation>
    </message>
    <message>
        <source>The encoder weights do not fit a {name}: {missing} tensors are missing, {unknown} unknown and {misshapen} of another shape. Choose the network they were trained with, or another file.</source>
        <translation>エンコーダの重みが {name} に合いません：不足 {missing}、未知 {unknown}、形の違うもの {misshapen}。学習に使ったネットワークを選ぶか、別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>The encoder weights hold values that are not numbers. Choose another file.</source>
        <translation>エンコーダの重みに数値でない値があります。別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>The export has ended</source>
        <translation>エクスポートが終わりました</translation>
    </message>
    <message>
        <source>The exported model does not repeat the scores that the study measured, so nothing was exported. Run the study again, then export.</source>
        <translation>エクスポートしたモデルが検証で測定したスコアを再現しないため、何もエクスポートしませんでした。検証を再度実行してから、エクスポートしてください。</translation>
    </message>
    <message>
        <source>The fastest here is {device}: {n} small training images a second. Expected times are for it.</source>
        <translation>ここで最も速いのは {device} です：小さな学習画像で毎秒 {n} 枚。予想時間はこれによります。</translation>
    </message>
    <message>
        <source>The fastest there is</source>
        <translation>最も速いもの</translation>
    </message>
    <message>
        <source>The file begins like a program; only its image was read</source>
        <translation>ファイルの先頭がプログラムのようになっています。画像だけを読み込みました</translation>
    </message>
    <message>
        <source>The file ends before its image does: copy it again from where it came.</source>
        <translation>画像の途中でファイルが終わっています。元の場所からコピーし直してください。</translation>
    </message>
    <message>
        <source>The file is being read; this is the program&apos;s own smaller copy.</source>
        <translation>ファイルを読み込んでいます。これはプログラムの小さな複製です。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>ファイルが空です。</translation>
    </message>
    <message>
        <source>The file was gone when it was to be read.</source>
        <translation>読み込むときにはファイルがなくなっていました。</translation>
    </message>
    <message>
        <source>The file&apos;s colour palette was applied</source>
        <translation>ファイルの配色を適用しました</translation>
    </message>
    <message>
        <source>The file&apos;s grey-scale table makes no sense and was left out</source>
        <translation>ファイルのグレー表は意味をなさないため無視しました</translation>
    </message>
    <message>
        <source>The file&apos;s modality table makes no sense and was left out</source>
        <translation>ファイルのモダリティ表は意味をなさないため無視しました</translation>
    </message>
    <message>
        <source>The file&apos;s modality table was applied</source>
        <translation>ファイルのモダリティ表を適用しました</translation>
    </message>
    <message>
        <source>The file&apos;s name is not valid text: rename it, then scan again.</source>
        <translation>ファイル名が文字として正しくありません。名前を変えてから、もう一度読み込んでください。</translation>
    </message>
    <message>
        <source>The file&apos;s name up to the first _ or -</source>
        <translation>ファイル名の最初の _ または - まで</translation>
    </message>
    <message>
        <source>The file&apos;s slope and intercept were applied</source>
        <translation>ファイルの傾きと切片を適用しました</translation>
    </message>
    <message>
        <source>The file&apos;s slope of 0 makes no sense and was left out</source>
        <translation>ファイルの傾き 0 は意味をなさないため無視しました</translation>
    </message>
    <message>
        <source>The file&apos;s window makes no sense and was left out</source>
        <translation>ファイルのウィンドウは意味をなさないため無視しました</translation>
    </message>
    <message>
        <source>The finding to look for is no longer among the classes. Choose it again under Advanced.</source>
        <translation>探す所見がクラスの中になくなりました。詳細設定で選び直してください。</translation>
    </message>
    <message>
        <source>The first {n} are shown.</source>
        <translation>最初の {n} 件を表示しています。</translation>
    </message>
    <message>
        <source>The folder &apos;{name}&apos; holds no exported model. Choose a folder that an export has written, or a safetensors file.</source>
        <translation>フォルダ &apos;{name}&apos; にはエクスポートされたモデルがありません。エクスポートで書き出したフォルダか、safetensors ファイルを選んでください。</translation>
    </message>
    <message>
        <source>The folder &apos;{name}&apos; was not found. Check its path, or connect its disk.</source>
        <translation>フォルダ &apos;{name}&apos; が見つかりませんでした。パスを確認するか、ディスクを接続してください。</translation>
    </message>
    <message>
        <source>The folder for the sample images holds other files. Choose a new or an empty folder.</source>
        <translation>サンプル画像のフォルダに他のファイルがあります。新しいフォルダか空のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>The folder is taken for the patient</source>
        <translation>フォルダを患者とみなしました</translation>
    </message>
    <message>
        <source>The folder of images is not there. Choose one that exists.</source>
        <translation>画像のフォルダがありません。存在するものを選んでください。</translation>
    </message>
    <message>
        <source>The graphics memory does not hold a whole batch, so &apos;{name}&apos; goes on with {n} images at a time. Each image is then compared with fewer others, which changes the loss and may cost some of what pretraining saves; a smaller image size leaves room for the whole batch.</source>
        <translation>グラフィックスメモリにバッチ全体が収まらないため、&apos;{name}&apos; は {n} 枚ずつで続けます。各画像が比べる相手が少なくなるので損失が変わり、事前学習の効果が一部失われるかもしれません。画像サイズを小さくすればバッチ全体が収まります。</translation>
    </message>
    <message>
        <source>The guide is missing from this installation.</source>
        <translation>このインストールにはガイドが含まれていません。</translation>
    </message>
    <message>
        <source>The header is being read.</source>
        <translation>ヘッダーを読み込んでいます。</translation>
    </message>
    <message>
        <source>The headers are read for text fields with two to nine different values, one of which may say what the image shows. Names, numbers and dates of patients are not looked at.</source>
        <translation>ヘッダーから、2 ～ 9 通りの値を持つテキスト項目を探します。画像の内容を示すものがあるかもしれません。患者の名前、番号、日付は見ません。</translation>
    </message>
    <message>
        <source>The image as it is stored</source>
        <translation>保存されたままの画像</translation>
    </message>
    <message>
        <source>The image as it is used</source>
        <translation>使用時の画像</translation>
    </message>
    <message>
        <source>The image cache is damaged. Scan the folders again.</source>
        <translation>画像キャッシュが破損しています。フォルダを読み直してください。</translation>
    </message>
    <message>
        <source>The image cache is missing. Scan the folders again.</source>
        <translation>画像キャッシュがありません。フォルダを読み直してください。</translation>
    </message>
    <message>
        <source>The image cache may not be written here. Choose a project folder that you may write to.</source>
        <translation>画像キャッシュをここに書き込めません。書き込めるプロジェクトフォルダを選んでください。</translation>
    </message>
    <message>
        <source>The image cache was made by another version of the program. Read the folders again.</source>
        <translation>画像キャッシュは別のバージョンのプログラムで作られました。フォルダを読み直してください。</translation>
    </message>
    <message>
        <source>The image data and the header disagree on the image&apos;s size.</source>
        <translation>画像データとヘッダーで画像の大きさが一致しません。</translation>
    </message>
    <message>
        <source>The image data is damaged.</source>
        <translation>画像データが破損しています。</translation>
    </message>
    <message>
        <source>The image has more than 100 megapixels, more than can be read safely.</source>
        <translation>画像が 100 メガピクセルを超えており、安全に読み込めません。</translation>
    </message>
    <message>
        <source>The image has one bit a pixel: a mask, not a picture.</source>
        <translation>1 画素 1 ビットの画像です。写真ではなくマスクです。</translation>
    </message>
    <message>
        <source>The image is one even grey</source>
        <translation>画像が一様なグレーです</translation>
    </message>
    <message>
        <source>The image made its decoder crash and was left out.</source>
        <translation>この画像は復号プログラムを停止させたため除外しました。</translation>
    </message>
    <message>
        <source>The image&apos;s compression is not one that is loaded, or it is damaged.</source>
        <translation>画像の圧縮方式に対応していないか、破損しています。</translation>
    </message>
    <message>
        <source>The image&apos;s kind of colour (photometric interpretation) is not loaded.</source>
        <translation>この画像の色の種類 (photometric interpretation) には対応していません。</translation>
    </message>
    <message>
        <source>The image&apos;s number of bits a pixel is not loaded.</source>
        <translation>この画像の 1 画素あたりのビット数には対応していません。</translation>
    </message>
    <message>
        <source>The images are being read</source>
        <translation>画像を読み込んでいます</translation>
    </message>
    <message>
        <source>The images come in random order: wherever you stop, those labelled here are a fair sample.</source>
        <translation>画像はランダムな順に表示されます。どこでやめても、ここでラベルを付けた画像は偏りのない標本です。</translation>
    </message>
    <message>
        <source>The images lie in folders: {names}.</source>
        <translation>画像は次のフォルダにあります：{names}。</translation>
    </message>
    <message>
        <source>The images or labels have changed since this study was run, so its figures no longer describe them. Run the study again, then export.</source>
        <translation>この検証の後に画像またはラベルが変わったため、数値が合わなくなりました。検証を再度実行してから、エクスポートしてください。</translation>
    </message>
    <message>
        <source>The index of a disc or of an export. Folders can also be dropped on this window.</source>
        <translation>ディスクや書き出しの索引です。フォルダをこのウィンドウにドロップすることもできます。</translation>
    </message>
    <message>
        <source>The interval of the saving spans a factor of {factor}: more test patients and more runs would narrow it.</source>
        <translation>節約の区間は {factor} 倍に及びます：テスト患者と反復を増やすと狭まります。</translation>
    </message>
    <message>
        <source>The job has ended</source>
        <translation>処理が終わりました</translation>
    </message>
    <message>
        <source>The label of one test image has changed since this study. Its figures are of the old label: run the study again to have them with the new one.</source>
        <translation>この検証の後に、テスト画像 1 枚のラベルが変わりました。数値は古いラベルによるものです。新しいラベルでの数値を得るには検証を再度実行してください。</translation>
    </message>
    <message>
        <source>The labelled images are all of one class. Label images of at least two classes.</source>
        <translation>ラベル付き画像がすべて 1 つのクラスです。2 クラス以上の画像にラベルを付けてください。</translation>
    </message>
    <message>
        <source>The labels file cannot be read from line {line} on. Save it again as CSV.</source>
        <translation>ラベルのファイルを {line} 行目から読めません。CSV として保存し直してください。</translation>
    </message>
    <message>
        <source>The labels file could not be read. Check its path.</source>
        <translation>ラベルのファイルを読めませんでした。パスを確認してください。</translation>
    </message>
    <message>
        <source>The labels file has a header but no rows. Add one row for each image.</source>
        <translation>ラベルのファイルに見出しはありますが行がありません。画像ごとに 1 行を追加してください。</translation>
    </message>
    <message>
        <source>The labels file has no column &apos;{file}&apos; or &apos;{instance}&apos; and no column &apos;{label}&apos;; its columns are {columns}. It needs a header with them (and optionally &apos;{patient}&apos;).</source>
        <translation>ラベルのファイルに列 &apos;{file}&apos; または &apos;{instance}&apos; と、列 &apos;{label}&apos; がありません。列は {columns} です。これらの見出しが必要です（&apos;{patient}&apos; は任意）。</translation>
    </message>
    <message>
        <source>The labels file has no column &apos;{file}&apos; or &apos;{instance}&apos;; its columns are {columns}. It needs a header with &apos;{file}&apos; or &apos;{instance}&apos;, and &apos;{label}&apos; (and optionally &apos;{patient}&apos;).</source>
        <translation>ラベルのファイルに列 &apos;{file}&apos; または &apos;{instance}&apos; がありません。列は {columns} です。&apos;{file}&apos; または &apos;{instance}&apos; と、&apos;{label}&apos; の見出しが必要です（&apos;{patient}&apos; は任意）。</translation>
    </message>
    <message>
        <source>The labels file has no column &apos;{label}&apos;; its columns are {columns}. It needs a header with &apos;{file}&apos; or &apos;{instance}&apos;, and &apos;{label}&apos; (and optionally &apos;{patient}&apos;).</source>
        <translation>ラベルのファイルに列 &apos;{label}&apos; がありません。列は {columns} です。&apos;{file}&apos; または &apos;{instance}&apos; と、&apos;{label}&apos; の見出しが必要です（&apos;{patient}&apos; は任意）。</translation>
    </message>
    <message>
        <source>The labels file is empty. It needs a header with &apos;{file}&apos; or &apos;{instance}&apos;, and &apos;{label}&apos; (and optionally &apos;{patient}&apos;).</source>
        <translation>ラベルのファイルが空です。&apos;{file}&apos; または &apos;{instance}&apos; と、&apos;{label}&apos; の見出しが必要です（&apos;{patient}&apos; は任意）。</translation>
    </message>
    <message>
        <source>The labels file is larger than {size} MB. Is it the right file?</source>
        <translation>ラベルのファイルが {size} MB を超えています。正しいファイルですか？</translation>
    </message>
    <message>
        <source>The labels file is not a text file. Save it as CSV.</source>
        <translation>ラベルのファイルがテキストではありません。CSV として保存してください。</translation>
    </message>
    <message>
        <source>The labels file is not written in this encoding. Choose another one.</source>
        <translation>ラベルのファイルはこの文字コードではありません。別のものを選んでください。</translation>
    </message>
    <message>
        <source>The labels file was not found. Check its path.</source>
        <translation>ラベルのファイルが見つかりませんでした。パスを確認してください。</translation>
    </message>
    <message>
        <source>The labels of {n} test images have changed since this study. Its figures are of the old labels: run the study again to have them with the new ones.</source>
        <translation>この検証の後に、テスト画像 {n} 枚のラベルが変わりました。数値は古いラベルによるものです。新しいラベルでの数値を得るには検証を再度実行してください。</translation>
    </message>
    <message>
        <source>The labels that exist already reach {aim} with a chance of {sure} % or more, {curve}.</source>
        <translation>今あるラベルで {aim} に {sure} % 以上の確率で達します（{curve}）。</translation>
    </message>
    <message>
        <source>The language changes when the program is started again.</source>
        <translation>言語は、プログラムを次に起動したときに変わります。</translation>
    </message>
    <message>
        <source>The largest budget is {budget}, but only {n} labelled images are left for training. Choose smaller budgets.</source>
        <translation>最大のラベル数は {budget} ですが、学習に使えるラベル付き画像は {n} 枚だけです。少ない数を選んでください。</translation>
    </message>
    <message>
        <source>The largest budget may be {n}: so many labelled images are left for training.</source>
        <translation>最大のラベル数は {n} までです。学習に残るラベル付き画像がその数だからです。</translation>
    </message>
    <message>
        <source>The last stage</source>
        <translation>最後の段階</translation>
    </message>
    <message>
        <source>The last two stages</source>
        <translation>最後の 2 段階</translation>
    </message>
    <message>
        <source>The layers of {backbone} are not known, so no map can be drawn of what it looks at. Train a ResNet to see one.</source>
        <translation>{backbone} の層が不明なため、見ている場所のマップを描けません。マップを見るには ResNet を学習してください。</translation>
    </message>
    <message>
        <source>The layers of {backbone} cannot be told apart into stages, so it cannot be trained in part. Train all layers, or choose a ResNet.</source>
        <translation>{backbone} の層は段階に分けられないため、一部だけを学習できません。すべての層を学習するか、ResNet を選んでください。</translation>
    </message>
    <message>
        <source>The machine has run out of memory; what was measured is kept. Close other programs or choose a smaller image size, then run it again.</source>
        <translation>コンピュータのメモリが足りなくなりました。測定したものは保存されています。他のプログラムを閉じるか画像サイズを小さくして、もう一度実行してください。</translation>
    </message>
    <message>
        <source>The map is being drawn.</source>
        <translation>マップを描いています。</translation>
    </message>
    <message>
        <source>The map is of this very model.</source>
        <translation>マップはまさにこのモデルのものです。</translation>
    </message>
    <message>
        <source>The map: labelled training images, near each other where the encoder finds them alike. Its two directions show {percent} of the differences.</source>
        <translation>マップ：ラベル付きの学習画像を、エンコーダが似ているとみなすほど近くに並べます。2 つの方向で違いの {percent} を示しています。</translation>
    </message>
    <message>
        <source>The maps are drawn.</source>
        <translation>マップを描きました。</translation>
    </message>
    <message>
        <source>The margin must be above 0 and at most {largest}. Choose one such as 0.02.</source>
        <translation>マージンは 0 より大きく {largest} 以下でなければなりません。0.02 などを選んでください。</translation>
    </message>
    <message>
        <source>The measured points as a table for a spreadsheet or a statistics program.</source>
        <translation>測定した点の表（表計算・統計ソフト用）。</translation>
    </message>
    <message>
        <source>The measured scores do not belong to the test images. Run the study again.</source>
        <translation>測定したスコアがテスト画像と対応していません。検証を再度実行してください。</translation>
    </message>
    <message>
        <source>The median time from an image&apos;s appearance to its label. Images that took more than {n} s count as a pause and are left out. The plan takes its minutes an image from here.</source>
        <translation>画像が表示されてからラベルを付けるまでの時間の中央値です。{n} 秒を超えた画像は休止とみなして除きます。計画の 1 枚あたりの分数はこれを使います。</translation>
    </message>
    <message>
        <source>The memory did not hold such a batch; pretraining went on with {batch} images at a time.</source>
        <translation>そのバッチはメモリに収まらず、{batch} 枚ずつで事前学習を続けました。</translation>
    </message>
    <message>
        <source>The model did not take the images. Export the model again.</source>
        <translation>モデルが画像を受け付けませんでした。モデルをもう一度エクスポートしてください。</translation>
    </message>
    <message>
        <source>The model is the first run at its number of labels, not the best of several on the test set. Intervals are for new patients like these, and count each patient&apos;s images together.</source>
        <translation>モデルはそのラベル数での最初の反復で、テストセットで最良のものを選んだのではありません。区間は同種の新しい患者についてのもので、同じ患者の画像はまとめて扱っています。</translation>
    </message>
    <message>
        <source>The model of this training is not kept, so no map can be drawn.</source>
        <translation>この学習のモデルは保存されていないため、マップを描けません。</translation>
    </message>
    <message>
        <source>The model, its card, and {points}</source>
        <translation>モデル、モデルカード、{points}</translation>
    </message>
    <message>
        <source>The number after “patient”, “sub” or the like</source>
        <translation>「patient」「sub」などの後の番号</translation>
    </message>
    <message>
        <source>The number at the start of the file&apos;s name</source>
        <translation>ファイル名の先頭の番号</translation>
    </message>
    <message>
        <source>The number is about new patients of the same kind: it includes the chance of the test set.</source>
        <translation>この数は同種の新しい患者についてのもので、テストセットの偶然も含みます。</translation>
    </message>
    <message>
        <source>The number lies beyond four times the largest budget tried: it is speculative.</source>
        <translation>この数は試した最大のラベル数の 4 倍を超えており、推測の域です。</translation>
    </message>
    <message>
        <source>The padding around the image was left out</source>
        <translation>画像の周りの余白を除きました</translation>
    </message>
    <message>
        <source>The patient is taken from the file&apos;s name, as you said</source>
        <translation>指定どおり、患者をファイル名から取りました</translation>
    </message>
    <message>
        <source>The patient is taken from the study&apos;s number</source>
        <translation>患者を検査の番号から取りました</translation>
    </message>
    <message>
        <source>The performance you need. Drag the line in the plot, or type it here.</source>
        <translation>必要な性能。図の線をドラッグするか、ここに入力してください。</translation>
    </message>
    <message>
        <source>The picture could not be written there. Choose another folder, or free some space.</source>
        <translation>図をそこに書き込めませんでした。別のフォルダを選ぶか、空き容量を増やしてください。</translation>
    </message>
    <message>
        <source>The pixels are floating-point numbers, which are not loaded.</source>
        <translation>画素が浮動小数点数で、対応していません。</translation>
    </message>
    <message>
        <source>The plan appears here</source>
        <translation>ここに計画が表示されます</translation>
    </message>
    <message>
        <source>The predicted class is the most probable one.</source>
        <translation>予測クラスは、最も確率の高いクラスです。</translation>
    </message>
    <message>
        <source>The pretraining &apos;{name}&apos; has collapsed: its encoder answers nearly the same for all images, so it will save no labels. Check that the pool&apos;s images differ, and try a lower learning rate.</source>
        <translation>事前学習 &apos;{name}&apos; が崩壊しました。エンコーダがどの画像にもほぼ同じ答えを返すため、ラベルは節約できません。プールの画像に違いがあるかを確認し、学習率を下げてください。</translation>
    </message>
    <message>
        <source>The pretraining&apos;s loss is no longer a number. Choose a lower learning rate or a higher temperature, and start it anew.</source>
        <translation>事前学習の損失が数値でなくなりました。学習率を下げるか温度を上げて、最初から始めてください。</translation>
    </message>
    <message>
        <source>The program&apos;s image reader could not be started. Start the program again, and install it again if that does not help.</source>
        <translation>プログラムの画像読み込み部分を開始できませんでした。プログラムを起動し直し、それでも直らなければインストールし直してください。</translation>
    </message>
    <message>
        <source>The project folder must be a full path. Choose one with Change….</source>
        <translation>プロジェクトのフォルダは完全なパスで指定してください。「変更…」で選べます。</translation>
    </message>
    <message>
        <source>The project has no name. Give it one.</source>
        <translation>プロジェクトに名前がありません。名前を付けてください。</translation>
    </message>
    <message>
        <source>The project has no pool folder to compare its own images with. Add a folder of other images as a pool.</source>
        <translation>プロジェクトには、自施設の画像と比べるプールのフォルダがありません。他の画像のフォルダをプールとして追加してください。</translation>
    </message>
    <message>
        <source>The project has one study so far: its own starts can be compared here. Run another study, with other settings, and it is in both lists.</source>
        <translation>このプロジェクトの検証はまだ 1 つです。その中の初期値どうしをここで比較できます。設定を変えて別の検証を実行すると、両方の一覧に加わります。</translation>
    </message>
    <message>
        <source>The project has {n} images to pretrain on, too few to compare pools of different sizes: {least} are needed. Add unlabelled images.</source>
        <translation>事前学習に使える画像は {n} 枚で、大きさの異なるプールを比べるには少なすぎます：{least} 枚必要です。ラベルなし画像を追加してください。</translation>
    </message>
    <message>
        <source>The project has {own} images of its own and {generic} of pool folders to pretrain on; at least {least} of each are needed to compare them. Add images.</source>
        <translation>事前学習に使える画像は、自施設 {own} 枚、プールのフォルダ {generic} 枚です。比べるにはそれぞれ {least} 枚以上必要です。画像を追加してください。</translation>
    </message>
    <message>
        <source>The project holds no images yet. Choose a folder of images first.</source>
        <translation>プロジェクトにはまだ画像がありません。先に画像のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>The project holds no study yet.</source>
        <translation>プロジェクトにはまだ検証がありません。</translation>
    </message>
    <message>
        <source>The project keeps a small copy of each image: {n} images take {size} on the disk. Larger copies keep finer detail. This cannot be changed later.</source>
        <translation>プロジェクトは各画像の小さな複製を保存します：画像 {n} 枚でディスク上 {size}。大きな複製ほど細部が残ります。後から変更できません。</translation>
    </message>
    <message>
        <source>The project&apos;s disk has {room} left and the study takes about {disk}. Free some space first.</source>
        <translation>プロジェクトのディスクの空きは {room} で、検証には約 {disk} が必要です。先に空き容量を増やしてください。</translation>
    </message>
    <message>
        <source>The project&apos;s folder is read-only. Copy the project to a folder that you may write to.</source>
        <translation>プロジェクトのフォルダは読み取り専用です。書き込めるフォルダにプロジェクトをコピーしてください。</translation>
    </message>
    <message>
        <source>The project&apos;s record could not be opened. Check that you may write to the project&apos;s folder.</source>
        <translation>プロジェクトの記録を開けませんでした。プロジェクトのフォルダに書き込めるか確認してください。</translation>
    </message>
    <message>
        <source>The project&apos;s record is damaged. Restore the project from a backup.</source>
        <translation>プロジェクトの記録が破損しています。バックアップからプロジェクトを復元してください。</translation>
    </message>
    <message>
        <source>The project&apos;s record is damaged. Restore the project&apos;s folder from a backup, or start a new project on the same images.</source>
        <translation>プロジェクトの記録が破損しています。バックアップからプロジェクトのフォルダを復元するか、同じ画像で新しいプロジェクトを始めてください。</translation>
    </message>
    <message>
        <source>The rule for patients in file names is not a valid regular expression. Correct it, e.g. {example}.</source>
        <translation>ファイル名の患者の規則が正しい正規表現ではありません。直してください（例：{example}）。</translation>
    </message>
    <message>
        <source>The rule for patients in file names marks no part of the name as the patient. Put that part in parentheses, e.g. {example}.</source>
        <translation>ファイル名の患者の規則に、患者を示す部分がありません。その部分をかっこで囲んでください（例：{example}）。</translation>
    </message>
    <message>
        <source>The sample cohort is ready</source>
        <translation>サンプルコホートの準備ができました</translation>
    </message>
    <message>
        <source>The sample cohort&apos;s recipe cannot be read. Correct it, or use the default one.</source>
        <translation>サンプルコホートのレシピを読めません。直すか、既定のものを使ってください。</translation>
    </message>
    <message>
        <source>The sample cohort&apos;s recipe is wrong: {why}. Correct it, or use the default one.</source>
        <translation>サンプルコホートのレシピに誤りがあります：{why}。直すか、既定のものを使ってください。</translation>
    </message>
    <message>
        <source>The sample images could not be written. Free some space, or choose another folder.</source>
        <translation>サンプル画像を書き込めませんでした。空き容量を増やすか、別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>The saved pretraining was damaged; it starts from its beginning.</source>
        <translation>保存された事前学習が破損していたため、最初から始めます。</translation>
    </message>
    <message>
        <source>The size changes when the program is started again.</source>
        <translation>文字サイズは、プログラムを次に起動したときに変わります。</translation>
    </message>
    <message>
        <source>The smallest class has {n} test images; differences within the intervals mean nothing.</source>
        <translation>最小のクラスのテスト画像は {n} 枚です。区間内の差には意味がありません。</translation>
    </message>
    <message>
        <source>The stored pretraining does not belong to these settings. Start the pretraining anew.</source>
        <translation>保存された事前学習はこの設定のものではありません。事前学習を最初から始めてください。</translation>
    </message>
    <message>
        <source>The stored values beside what is made of them (B)</source>
        <translation>保存された値と、そこから作られたものを並べて表示 (B)</translation>
    </message>
    <message>
        <source>The study ended by itself after {done} of {planned} trainings, when the others would hardly have changed its answer.</source>
        <translation>検証は、残りを行っても答えがほとんど変わらなくなったため、{planned} 回中 {done} 回の学習で自動的に終わりました。</translation>
    </message>
    <message>
        <source>The study ends {when}</source>
        <translation>検証の終わり：{when}</translation>
    </message>
    <message>
        <source>The study has ended</source>
        <translation>検証が終わりました</translation>
    </message>
    <message>
        <source>The study has no initialisation &apos;{name}&apos;. It has: {names}.</source>
        <translation>検証に初期値 &apos;{name}&apos; はありません。あるもの：{names}。</translation>
    </message>
    <message>
        <source>The study is done.</source>
        <translation>検証は完了しました。</translation>
    </message>
    <message>
        <source>The study ran all its {planned} trainings.</source>
        <translation>検証は {planned} 回の学習をすべて実行しました。</translation>
    </message>
    <message>
        <source>The study was ended after {done} of {planned} trainings.</source>
        <translation>検証は {planned} 回中 {done} 回の学習の後に終了されました。</translation>
    </message>
    <message>
        <source>The study was stopped midway.</source>
        <translation>検証は途中で停止しました。</translation>
    </message>
    <message>
        <source>The table could not be read. Check that the file is there.</source>
        <translation>表を読めませんでした。ファイルがあるか確認してください。</translation>
    </message>
    <message>
        <source>The table has no column {missing}. Its first line must name the columns n_labels, seed and value.</source>
        <translation>表に列 {missing} がありません。最初の行に列名 n_labels、seed、value が必要です。</translation>
    </message>
    <message>
        <source>The table has no curve &apos;{name}&apos;. Check the column initialisation.</source>
        <translation>表に曲線 &apos;{name}&apos; がありません。列 initialisation を確認してください。</translation>
    </message>
    <message>
        <source>The table holds no points to use. Add one line a training.</source>
        <translation>表に使える点がありません。学習ごとに 1 行を追加してください。</translation>
    </message>
    <message>
        <source>The table holds several measurements: {names}. Choose one with --metric.</source>
        <translation>表に複数の測定があります：{names}。--metric で 1 つを選んでください。</translation>
    </message>
    <message>
        <source>The table is empty. Add a line with the column names, and one line a training.</source>
        <translation>表が空です。列名の行と、学習ごとに 1 行を追加してください。</translation>
    </message>
    <message>
        <source>The table is not a CSV file. Save it as CSV (UTF-8).</source>
        <translation>表が CSV ファイルではありません。CSV (UTF-8) として保存してください。</translation>
    </message>
    <message>
        <source>The table is not text in UTF-8. Save it as CSV (UTF-8).</source>
        <translation>表が UTF-8 のテキストではありません。CSV (UTF-8) として保存してください。</translation>
    </message>
    <message>
        <source>The table is too large for one of learning-curve points. Choose another.</source>
        <translation>学習曲線の点の表としては大きすぎます。別のものを選んでください。</translation>
    </message>
    <message>
        <source>The target must lie between 0 and 1. Choose a value such as 0.90.</source>
        <translation>目標は 0 から 1 の間でなければなりません。0.90 などを選んでください。</translation>
    </message>
    <message>
        <source>The target, {metric} {level}, is what the curve {curve} reaches with all the {n} labels tried; the number is about this test set.</source>
        <translation>目標の {metric} {level} は、曲線（{curve}）が試したすべてのラベル {n} 件で達する値です。この数はこのテストセットについてのものです。</translation>
    </message>
    <message>
        <source>The test fraction must lie between 0 and 1. Choose for example {example}.</source>
        <translation>テストの割合は 0 から 1 の間でなければなりません。例えば {example} を選んでください。</translation>
    </message>
    <message>
        <source>The test images are all of one class, so there is no ROC curve.</source>
        <translation>テスト画像がすべて 1 つのクラスのため、ROC 曲線がありません。</translation>
    </message>
    <message>
        <source>The test images could not be scored. Label images for the test set, and run the study again.</source>
        <translation>テスト画像のスコアを計算できませんでした。テストセットの画像にラベルを付け、検証を再度実行してください。</translation>
    </message>
    <message>
        <source>The test patients are fixed and stay as they are. The next study uses the labels as they are then.</source>
        <translation>テスト患者は固定されており、変わりません。次の検証はその時点のラベルを使います。</translation>
    </message>
    <message>
        <source>The test patients are fixed and stay as they are; the next study uses the new labels.</source>
        <translation>テスト患者は固定されており、変わりません。次の検証は新しいラベルを使います。</translation>
    </message>
    <message>
        <source>The test set is large enough.</source>
        <translation>テストセットは十分な大きさです。</translation>
    </message>
    <message>
        <source>The test set is small: it limits this answer as much as the labels do.</source>
        <translation>テストセットが小さく、ラベルと同じくらいこの答えを制限しています。</translation>
    </message>
    <message>
        <source>The test set is usable.</source>
        <translation>テストセットは使える大きさです。</translation>
    </message>
    <message>
        <source>The trained model has another number of classes than the study. Run the study again.</source>
        <translation>学習したモデルのクラス数が検証と異なります。検証を再度実行してください。</translation>
    </message>
    <message>
        <source>The trained model has no classification layer. Train it again.</source>
        <translation>学習したモデルに分類層がありません。学習し直してください。</translation>
    </message>
    <message>
        <source>The trained model is not a {backbone} classifier. Train it again.</source>
        <translation>学習したモデルは {backbone} の分類器ではありません。学習し直してください。</translation>
    </message>
    <message>
        <source>The trained weights could not be written: the disk is full or failing. What was saved before is intact; free some space and start again, it goes on from there.</source>
        <translation>学習した重みを書き込めませんでした。ディスクがいっぱいか故障しています。以前に保存したものは無事です。空き容量を増やしてもう一度始めると、続きから始まります。</translation>
    </message>
    <message>
        <source>The training process could not be started. Restart the program; if this repeats, install it anew.</source>
        <translation>学習プロセスを開始できませんでした。プログラムを起動し直し、繰り返す場合はインストールし直してください。</translation>
    </message>
    <message>
        <source>The training process ended unexpectedly. Everything that was measured is kept: run it again and it goes on from there. If this repeats, the machine may be short of memory: close other programs or choose a smaller image size.</source>
        <translation>学習プロセスが予期せず終了しました。測定したものはすべて保存されており、もう一度実行すると続きから始まります。繰り返す場合はメモリ不足かもしれません。他のプログラムを閉じるか、画像サイズを小さくしてください。</translation>
    </message>
    <message>
        <source>The training&apos;s loss is no longer a number. Choose a lower learning rate, and run the study again.</source>
        <translation>学習の損失が数値でなくなりました。学習率を下げて、検証を再度実行してください。</translation>
    </message>
    <message>
        <source>The two studies have no number of labels in common, so there is nothing to compare pair by pair.</source>
        <translation>2 つの検証に共通のラベル数がないため、対にして比較するものがありません。</translation>
    </message>
    <message>
        <source>The two studies tell other classes apart, or look for another finding, so their numbers do not compare.</source>
        <translation>2 つの検証は別のクラスを区別するか、別の所見を探しているため、数値を比較できません。</translation>
    </message>
    <message>
        <source>The two studies were tested on other test images or labels, so they cannot be compared pair by pair; the curves stand beside one another only. Run the older study again to compare them.</source>
        <translation>2 つの検証は異なるテスト画像またはラベルでテストされたため、対にして比較できません。曲線を並べて示すだけです。比較するには古いほうの検証を再度実行してください。</translation>
    </message>
    <message>
        <source>The two studies: performance vs labelled images</source>
        <translation>2 つの検証：ラベル数と性能</translation>
    </message>
    <message>
        <source>The weights file &apos;{name}&apos; cannot be read. Choose it again.</source>
        <translation>重みのファイル &apos;{name}&apos; を読めません。もう一度選んでください。</translation>
    </message>
    <message>
        <source>The weights file &apos;{name}&apos; is no longer there. Take it off the list.</source>
        <translation>重みのファイル &apos;{name}&apos; がなくなっています。一覧から外してください。</translation>
    </message>
    <message>
        <source>The whole image</source>
        <translation>画像全体</translation>
    </message>
    <message>
        <source>The whole image (0)</source>
        <translation>画像全体 (0)</translation>
    </message>
    <message>
        <source>The whole network is trained on the labelled images: what you would use.</source>
        <translation>ネットワーク全体をラベル付き画像で学習します。実際に使うモデルです。</translation>
    </message>
    <message>
        <source>The working size must be {low} to {high} pixels; 256 suits most networks.</source>
        <translation>作業サイズは {low} ～ {high} ピクセルでなければなりません。多くのネットワークには 256 が適しています。</translation>
    </message>
    <message>
        <source>The {images} must be read again before they can be seen or trained on. The files themselves, labels and results stay.</source>
        <translation>見たり学習に使ったりする前に、{images} を読み直す必要があります。ファイル自体、ラベル、結果は残ります。</translation>
    </message>
    <message>
        <source>The {images} test images of {patients} patients cannot tell how far {metric} would differ on other patients.</source>
        <translation>患者 {patients} 人のテスト画像 {images} 枚では、他の患者で {metric} がどれだけ異なるかはわかりません。</translation>
    </message>
    <message>
        <source>There are no files to predict. Choose a folder with images.</source>
        <translation>予測するファイルがありません。画像のあるフォルダを選んでください。</translation>
    </message>
    <message>
        <source>There are no images yet.</source>
        <translation>画像はまだありません。</translation>
    </message>
    <message>
        <source>There are no labelled images, and at least two classes are needed. Add labelled images of another class.</source>
        <translation>ラベル付き画像がありません。2 クラス以上が必要です。別のクラスのラベル付き画像を追加してください。</translation>
    </message>
    <message>
        <source>There are no test images to check the exported model on. Run the study again.</source>
        <translation>エクスポートしたモデルを確認するテスト画像がありません。検証を再度実行してください。</translation>
    </message>
    <message>
        <source>There are only the class &apos;{name}&apos;, and at least two classes are needed. Add labelled images of another class.</source>
        <translation>クラス &apos;{name}&apos; しかありません。2 クラス以上が必要です。別のクラスのラベル付き画像を追加してください。</translation>
    </message>
    <message>
        <source>There is no &quot;{kind}&quot; device that this program can use. Choose &quot;auto&quot; or &quot;cpu&quot;.</source>
        <translation>このプログラムが使えるデバイス &quot;{kind}&quot; はありません。&quot;auto&quot; または &quot;cpu&quot; を選んでください。</translation>
    </message>
    <message>
        <source>There is no class &apos;{wanted}&apos;. The labels name: {names}.</source>
        <translation>クラス &apos;{wanted}&apos; はありません。ラベルにあるもの：{names}。</translation>
    </message>
    <message>
        <source>There is no display to open the window on; run it headless instead, for example &apos;annotation-planner demo&apos; (see &apos;annotation-planner --help&apos;).</source>
        <translation>ウィンドウを開くディスプレイがありません。画面なしで実行してください（例：&apos;annotation-planner demo&apos;。&apos;annotation-planner --help&apos; を参照）。</translation>
    </message>
    <message>
        <source>There is no display to open the window on; the sample cohort runs here on the command line instead (a few minutes on two cores).</source>
        <translation>ウィンドウを開くディスプレイがありません。代わりにサンプルコホートをこのコマンドラインで実行します（2 コアで数分）。</translation>
    </message>
    <message>
        <source>There is no folder &apos;{name}&apos;. Name a project or a folder of images.</source>
        <translation>フォルダ &apos;{name}&apos; がありません。プロジェクトまたは画像のフォルダを指定してください。</translation>
    </message>
    <message>
        <source>There is no map of this image yet.</source>
        <translation>この画像のマップはまだありません。</translation>
    </message>
    <message>
        <source>There is no mistake to show. Choose a field of the table above to see its images.</source>
        <translation>表示する誤りはありません。上の表のマスを選ぶと、その画像を表示します。</translation>
    </message>
    <message>
        <source>There is no preset &apos;{name}&apos;. Choose one of: {presets}.</source>
        <translation>プリセット &apos;{name}&apos; はありません。次から選んでください：{presets}。</translation>
    </message>
    <message>
        <source>There is no room on the disk for a reduced copy of the pool, so its images are reduced again whenever they are trained on. The result is the same; it takes longer.</source>
        <translation>プールの縮小した複製を置く空きがディスクにないため、学習のたびに画像を縮小し直します。結果は同じですが、時間が長くかかります。</translation>
    </message>
    <message>
        <source>There is no study to export yet. Run one first.</source>
        <translation>エクスポートする検証がまだありません。先に実行してください。</translation>
    </message>
    <message>
        <source>There is no usable point to forecast from. Measure at least three budgets.</source>
        <translation>予測に使える点がありません。少なくとも 3 つのラベル数を測定してください。</translation>
    </message>
    <message>
        <source>These settings contradict each other. Take back the last one.</source>
        <translation>これらの設定は互いに矛盾しています。最後の変更を取り消してください。</translation>
    </message>
    <message>
        <source>They are in {folder}.</source>
        <translation>{folder} にあります。</translation>
    </message>
    <message>
        <source>This DICOM object: holds no image.</source>
        <translation>この DICOM オブジェクト：画像を含みません。</translation>
    </message>
    <message>
        <source>This answer was not saved; all before it are. Give it again once that is put right.</source>
        <translation>この答えは保存されませんでした。それより前のものはすべて保存されています。問題を解決してから、もう一度答えてください。</translation>
    </message>
    <message>
        <source>This computer may go to sleep meanwhile: the system does not let itself be kept awake.</source>
        <translation>その間にこのコンピュータがスリープするかもしれません。システムが抑止を受け付けません。</translation>
    </message>
    <message>
        <source>This curve is not understood: the known shapes do not describe it well enough, so nothing is said beyond twice the largest budget ({n} labels). More runs at each budget would help.</source>
        <translation>この曲線は理解できません。既知の形では十分に表せないため、最大のラベル数の 2 倍（{n} 件）を超えては何も示しません。ラベル数ごとの反復を増やすと改善します。</translation>
    </message>
    <message>
        <source>This file may not be read: its permissions forbid it.</source>
        <translation>このファイルは読み取れません。アクセス権がありません。</translation>
    </message>
    <message>
        <source>This folder is read-only: {what} could not be written. Choose a project folder that you may write to.</source>
        <translation>このフォルダは読み取り専用です：{what} を書き込めませんでした。書き込めるプロジェクトフォルダを選んでください。</translation>
    </message>
    <message>
        <source>This is a compressed archive: unpack it, then scan the folder again.</source>
        <translation>圧縮アーカイブです。展開してから、フォルダをもう一度読み込んでください。</translation>
    </message>
    <message>
        <source>This is a device or a pipe, not a file.</source>
        <translation>ファイルではなく、デバイスまたはパイプです。</translation>
    </message>
    <message>
        <source>This is a picture file, not DICOM: it has no header.</source>
        <translation>これは DICOM ではない画像ファイルで、ヘッダーがありません。</translation>
    </message>
    <message>
        <source>This is a text file, not an image.</source>
        <translation>画像ではなくテキストファイルです。</translation>
    </message>
    <message>
        <source>This is another name of a file that was read already.</source>
        <translation>すでに読み込んだファイルの別名です。</translation>
    </message>
    <message>
        <source>This is not a DICOM, PNG, JPEG or TIFF image.</source>
        <translation>DICOM、PNG、JPEG、TIFF のいずれの画像でもありません。</translation>
    </message>
    <message>
        <source>This is not a DICOMDIR. Choose the file of that name, or open the folder of images instead.</source>
        <translation>これは DICOMDIR ではありません。その名前のファイルを選ぶか、画像のフォルダを開いてください。</translation>
    </message>
    <message>
        <source>This is one study: only the start differs.</source>
        <translation>これは 1 つの検証です。初期値だけが異なります。</translation>
    </message>
    <message>
        <source>This is what the table would do. Nothing is written yet.</source>
        <translation>この表を使うとこうなります。まだ何も書き込まれていません。</translation>
    </message>
    <message>
        <source>This machine has {there} of memory and the study takes about {memory}. It may fail, or slow everything down: choose a smaller image size, network or batch.</source>
        <translation>このコンピュータのメモリは {there} で、検証には約 {memory} が必要です。失敗するか、全体が遅くなるおそれがあります。画像サイズ、ネットワーク、バッチを小さくしてください。</translation>
    </message>
    <message>
        <source>This model finds no evidence for {name} anywhere in the image.</source>
        <translation>このモデルは、画像のどこにも {name} の根拠を見いだしていません。</translation>
    </message>
    <message>
        <source>This model was exported by a newer version of the program. Update this one.</source>
        <translation>このモデルは、より新しいバージョンのプログラムで書き出されました。このプログラムを更新してください。</translation>
    </message>
    <message>
        <source>This network cannot be written as ONNX. Choose another network for the study.</source>
        <translation>このネットワークは ONNX として書き出せません。検証に別のネットワークを選んでください。</translation>
    </message>
    <message>
        <source>This project has its test set already; it is never drawn again, so that all results compare. Start a new project for another test set.</source>
        <translation>このプロジェクトにはすでにテストセットがあります。すべての結果を比較できるように、選び直されることはありません。別のテストセットには新しいプロジェクトを始めてください。</translation>
    </message>
    <message>
        <source>This project has no copies now.</source>
        <translation>このプロジェクトには現在、複製がありません。</translation>
    </message>
    <message>
        <source>This project has no images yet</source>
        <translation>このプロジェクトにはまだ画像がありません</translation>
    </message>
    <message>
        <source>This project was made by a newer version of the program. Install the newer version to open it.</source>
        <translation>このプロジェクトは、より新しいバージョンのプログラムで作られました。開くには新しいバージョンをインストールしてください。</translation>
    </message>
    <message>
        <source>This project&apos;s test patients are fixed. A new rule moves no image between training and test: if it brings images of both together, start a new project.</source>
        <translation>このプロジェクトのテスト患者は固定されています。新しい規則で画像が学習とテストの間を移ることはありません。両方の画像が同じ患者になる場合は、新しいプロジェクトを始めてください。</translation>
    </message>
    <message>
        <source>This rule finds a patient in no file&apos;s name.</source>
        <translation>この規則では、どのファイル名からも患者が見つかりません。</translation>
    </message>
    <message>
        <source>This rule repeats a part that repeats something itself, which may take for ever. Write it without one of the two.</source>
        <translation>この規則は、繰り返しを含む部分をさらに繰り返しており、終わらないおそれがあります。どちらかを除いてください。</translation>
    </message>
    <message>
        <source>This study</source>
        <translation>この検証</translation>
    </message>
    <message>
        <source>This study is no longer in the project.</source>
        <translation>この検証はプロジェクトに残っていません。</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>徹底</translation>
    </message>
    <message>
        <source>To be filled in by whoever passes the model on: where the images come from, who labelled them and how, what the model is meant for.</source>
        <translation>モデルを渡す人が記入：画像の出所、誰がどのようにラベルを付けたか、モデルの目的。</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>要確認</translation>
    </message>
    <message>
        <source>To match all {n} labels without pretraining, at least {share} % fewer are enough.</source>
        <translation>事前学習なしの全 {n} 件のラベルと同等になるには、少なくとも {share} % 少ないラベルで足ります。</translation>
    </message>
    <message>
        <source>To match all {n} labels without pretraining, {share} % fewer are enough.</source>
        <translation>事前学習なしの全 {n} 件のラベルと同等になるには、{share} % 少ないラベルで足ります。</translation>
    </message>
    <message>
        <source>To show a saving of {share} %, about {patients} test patients are needed.</source>
        <translation>{share} % の節約を示すには、約 {patients} 人のテスト患者が必要です。</translation>
    </message>
    <message>
        <source>Too early to say</source>
        <translation>まだ答えられません</translation>
    </message>
    <message>
        <source>Too early to tell: at least {least} label budgets are needed, {more} more than measured so far.</source>
        <translation>まだ答えられません：少なくとも {least} つのラベル数が必要で、あと {more} つ足りません。</translation>
    </message>
    <message>
        <source>Too early to tell: at least {least} label budgets with {runs} runs each are needed; budgets that still lack a second run: {lacking}.</source>
        <translation>まだ答えられません：少なくとも {least} つのラベル数で {runs} 回ずつの反復が必要です。2 回目の反復がないラベル数：{lacking}。</translation>
    </message>
    <message>
        <source>Too few images for a study: {classes}. Check the spelling, or label more of them.</source>
        <translation>検証には画像が少なすぎます：{classes}。綴りを確認するか、ラベルを増やしてください。</translation>
    </message>
    <message>
        <source>Too few labelled images are left to test on. Label more, or enlarge the test share.</source>
        <translation>テストに使えるラベル付き画像が少なすぎます。ラベルを増やすか、テストの割合を大きくしてください。</translation>
    </message>
    <message>
        <source>Too little is measured yet to compare fewer labels with all labels. At least two label budgets with two runs each are needed.</source>
        <translation>少ないラベルとすべてのラベルを比べるには、まだ測定が足りません。少なくとも 2 つのラベル数で 2 回ずつの反復が必要です。</translation>
    </message>
    <message>
        <source>Too little is measured yet to compare the two curves. At least two label budgets with two runs each are needed for both.</source>
        <translation>2 つの曲線を比べるには、まだ測定が足りません。両方について、少なくとも 2 つのラベル数で 2 回ずつの反復が必要です。</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Train nothing new, sum up what is measured</source>
        <translation>新たに学習せず、測定したものを集計する</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>学習する場所</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>学習済み</translation>
    </message>
    <message>
        <source>Trained on labels</source>
        <translation>ラベルで学習済み</translation>
    </message>
    <message>
        <source>Trained on the labels: {part}.</source>
        <translation>ラベルで学習：{part}。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Training and test set have no patient in common, and no image of a test patient was pretrained on in this project, as far as patients are known.</source>
        <translation>患者が判明している限り、学習セットとテストセットに共通の患者はなく、このプロジェクトではテスト患者の画像を事前学習に使っていません。</translation>
    </message>
    <message>
        <source>Training and test set have no patient in common, and no image of a test patient was pretrained on in this project.</source>
        <translation>学習セットとテストセットに共通の患者はなく、このプロジェクトではテスト患者の画像を事前学習に使っていません。</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>学習画像</translation>
    </message>
    <message>
        <source>Training images that have their label: only what exceeds them is paid for.</source>
        <translation>すでにラベルのある学習画像。これを超える分だけが費用になります。</translation>
    </message>
    <message>
        <source>Training on labels</source>
        <translation>ラベルで学習中</translation>
    </message>
    <message>
        <source>Training patients</source>
        <translation>学習患者</translation>
    </message>
    <message>
        <source>Training: change of brightness</source>
        <translation>学習：明るさの変化</translation>
    </message>
    <message>
        <source>Training: change of contrast</source>
        <translation>学習：コントラストの変化</translation>
    </message>
    <message>
        <source>Training: change of gamma</source>
        <translation>学習：ガンマの変化</translation>
    </message>
    <message>
        <source>Training: classes weighed equally</source>
        <translation>学習：クラスの重みを均等に</translation>
    </message>
    <message>
        <source>Training: fewest labels to stop early</source>
        <translation>学習：早めに止める最少ラベル数</translation>
    </message>
    <message>
        <source>Training: fewest steps</source>
        <translation>学習：最少ステップ</translation>
    </message>
    <message>
        <source>Training: images a step</source>
        <translation>学習：1 ステップの画像数</translation>
    </message>
    <message>
        <source>Training: layers trained</source>
        <translation>学習：学習する層</translation>
    </message>
    <message>
        <source>Training: learning rate</source>
        <translation>学習：学習率</translation>
    </message>
    <message>
        <source>Training: learning rate of the last layer</source>
        <translation>学習：最終層の学習率</translation>
    </message>
    <message>
        <source>Training: mirrored images</source>
        <translation>学習：左右反転した画像</translation>
    </message>
    <message>
        <source>Training: most steps</source>
        <translation>学習：最多ステップ</translation>
    </message>
    <message>
        <source>Training: passes over the images</source>
        <translation>学習：画像を見る周回数</translation>
    </message>
    <message>
        <source>Training: patience, looks</source>
        <translation>学習：待つ確認回数</translation>
    </message>
    <message>
        <source>Training: rotation, degrees</source>
        <translation>学習：回転（度）</translation>
    </message>
    <message>
        <source>Training: share held out to stop early</source>
        <translation>学習：早めに止めるために取り分ける割合</translation>
    </message>
    <message>
        <source>Training: smallest part shown</source>
        <translation>学習：写す最小の部分</translation>
    </message>
    <message>
        <source>Training: steps between looks</source>
        <translation>学習：確認の間のステップ数</translation>
    </message>
    <message>
        <source>Training: views kept of an image</source>
        <translation>学習：1 枚から保持するビュー数</translation>
    </message>
    <message>
        <source>Training: warm-up share</source>
        <translation>学習：ウォームアップの割合</translation>
    </message>
    <message>
        <source>Training: weight decay</source>
        <translation>学習：重み減衰</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Trainings for each budget, each with other images. More narrow the band.</source>
        <translation>ラベル数ごとの学習の回数。毎回異なる画像を使います。多いほど帯が狭くなります。</translation>
    </message>
    <message>
        <source>Trainings run until</source>
        <translation>学習を続ける条件</translation>
    </message>
    <message>
        <source>Transparency to black</source>
        <translation>透明部分を黒に</translation>
    </message>
    <message>
        <source>Transparent parts were made black</source>
        <translation>透明な部分を黒にしました</translation>
    </message>
    <message>
        <source>Try another study</source>
        <translation>別の検証を試す</translation>
    </message>
    <message>
        <source>Try the sample cohort</source>
        <translation>サンプルコホートを試す</translation>
    </message>
    <message>
        <source>Two areas can only be compared with at least two test patients of each class.</source>
        <translation>2 つの面積を比べるには、各クラスに少なくとも 2 人のテスト患者が必要です。</translation>
    </message>
    <message>
        <source>Two classes are called “{name}”. Give one of them another name.</source>
        <translation>2 つのクラスが「{name}」という同じ名前です。どちらかを変更してください。</translation>
    </message>
    <message>
        <source>Two single models with {n} labels: AUC {a} ({first}) and {b} ({second}), difference {low} to {high} (95 % interval, DeLong): not shown by these two models.</source>
        <translation>ラベル {n} 件の 2 つの個別モデル：AUC {a}（{first}）と {b}（{second}）、差は {low} ～ {high}（95 % 区間、DeLong）：この 2 つのモデルでは示されていません。</translation>
    </message>
    <message>
        <source>Two single models with {n} labels: AUC {a} ({first}) and {b} ({second}), difference {low} to {high} (95 % interval, DeLong): shown for these two models.</source>
        <translation>ラベル {n} 件の 2 つの個別モデル：AUC {a}（{first}）と {b}（{second}）、差は {low} ～ {high}（95 % 区間、DeLong）：この 2 つのモデルで示されました。</translation>
    </message>
    <message>
        <source>Two single models with {n} labels: {a} test images are right with {first} only, {b} with {second} only (McNemar): a difference is not shown by these two models.</source>
        <translation>ラベル {n} 件の 2 つの個別モデル：{first} だけが正しいテスト画像 {a} 枚、{second} だけが正しいもの {b} 枚（McNemar）：差はこの 2 つのモデルでは示されていません。</translation>
    </message>
    <message>
        <source>Two single models with {n} labels: {a} test images are right with {first} only, {b} with {second} only (McNemar): a difference is shown for these two models.</source>
        <translation>ラベル {n} 件の 2 つの個別モデル：{first} だけが正しいテスト画像 {a} 枚、{second} だけが正しいもの {b} 枚（McNemar）：差がこの 2 つのモデルで示されました。</translation>
    </message>
    <message>
        <source>Two starts are the same. Change the number of images of one, or take it off the list.</source>
        <translation>2 つの初期値が同じです。一方の画像数を変えるか、一覧から外してください。</translation>
    </message>
    <message>
        <source>Two weights files are called &apos;{name}&apos;. Give one of them another name.</source>
        <translation>2 つの重みのファイルが &apos;{name}&apos; という同じ名前です。どちらかの名前を変えてください。</translation>
    </message>
    <message>
        <source>Two weights files are called &apos;{name}&apos;. Take one off the list.</source>
        <translation>2 つの重みのファイルが &apos;{name}&apos; という同じ名前です。一方を一覧から外してください。</translation>
    </message>
    <message>
        <source>Undo (Backspace)</source>
        <translation>元に戻す (Backspace)</translation>
    </message>
    <message>
        <source>Undo taking the folders&apos; names</source>
        <translation>フォルダ名をラベルにした操作を元に戻す</translation>
    </message>
    <message>
        <source>Undo taking the labels from “{field}”</source>
        <translation>「{field}」からのラベルを元に戻す</translation>
    </message>
    <message>
        <source>Undo the change of the classes</source>
        <translation>クラスの変更を元に戻す</translation>
    </message>
    <message>
        <source>Undo the import of {file}</source>
        <translation>{file} の取り込みを元に戻す</translation>
    </message>
    <message>
        <source>Undo the last answer</source>
        <translation>直前の回答を元に戻す</translation>
    </message>
    <message>
        <source>Undo the last change of a label</source>
        <translation>直前のラベルの変更を元に戻す</translation>
    </message>
    <message>
        <source>Undo the last label</source>
        <translation>直前のラベルを元に戻す</translation>
    </message>
    <message>
        <source>Unicode (UTF-16)</source>
        <translation>Unicode (UTF-16)</translation>
    </message>
    <message>
        <source>Unicode (UTF-8)</source>
        <translation>Unicode (UTF-8)</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>ラベルなし</translation>
    </message>
    <message>
        <source>Unlabelled images are useful too: the pretraining learns from them.</source>
        <translation>ラベルのない画像も役立ちます。事前学習がそこから学びます。</translation>
    </message>
    <message>
        <source>Unlabelled images to pretrain on, drawn at random; a smaller draw is part of every larger one.</source>
        <translation>事前学習に使うラベルなし画像（ランダムに選択）。少ない選択は、多い選択に必ず含まれます。</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>判断保留</translation>
    </message>
    <message>
        <source>Upper limit of each training&apos;s length, whatever the budget.</source>
        <translation>ラベル数によらない、各学習の長さの上限です。</translation>
    </message>
    <message>
        <source>Use a DICOM field</source>
        <translation>DICOM フィールドを使う</translation>
    </message>
    <message>
        <source>Use a DICOM field…</source>
        <translation>DICOM フィールドを使う…</translation>
    </message>
    <message>
        <source>Use the folders&apos; names</source>
        <translation>フォルダ名を使う</translation>
    </message>
    <message>
        <source>Use these labels</source>
        <translation>これらのラベルを使う</translation>
    </message>
    <message>
        <source>Use this rule</source>
        <translation>この規則を使う</translation>
    </message>
    <message>
        <source>Using it</source>
        <translation>使い方</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>縦棒</translation>
    </message>
    <message>
        <source>View</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Views kept</source>
        <translation>保持するビュー数</translation>
    </message>
    <message>
        <source>Views that pretraining compares</source>
        <translation>事前学習が比べるビュー</translation>
    </message>
    <message>
        <source>Wanted chance</source>
        <translation>望む確率</translation>
    </message>
    <message>
        <source>Wanted exactness</source>
        <translation>望む精度</translation>
    </message>
    <message>
        <source>Warm where this model finds evidence for {name}, most in the {place}; the line is at half of that. It is {sure} sure. The map has {rows} × {columns} places and shows no cause.</source>
        <translation>暖色の場所でモデルが {name} の根拠を見いだしており、最も強いのは{place}です。線はその半分の強さです。確信度は {sure}。マップは {rows} × {columns} マスで、原因を示すものではありません。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>ウォームアップ</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>重み減衰</translation>
    </message>
    <message>
        <source>Weights ({pattern})</source>
        <translation>重み ({pattern})</translation>
    </message>
    <message>
        <source>Weights from a file…</source>
        <translation>ファイルの重み…</translation>
    </message>
    <message>
        <source>Western (Windows-1252)</source>
        <translation>西欧 (Windows-1252)</translation>
    </message>
    <message>
        <source>What do you need?</source>
        <translation>何が必要ですか？</translation>
    </message>
    <message>
        <source>What do you want to know?</source>
        <translation>何を知りたいですか？</translation>
    </message>
    <message>
        <source>What does this image show?</source>
        <translation>この画像には何が写っていますか？</translation>
    </message>
    <message>
        <source>What each further 0.01 of performance is worth to you; in your currency.</source>
        <translation>性能が 0.01 上がるごとの価値（お使いの通貨）。</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>次に起こること</translation>
    </message>
    <message>
        <source>What images do we have?</source>
        <translation>どんな画像がありますか？</translation>
    </message>
    <message>
        <source>What is being tried?</source>
        <translation>何を試していますか？</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>何を測るか</translation>
    </message>
    <message>
        <source>What it answers</source>
        <translation>何と答えるか</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>何をするか</translation>
    </message>
    <message>
        <source>What it takes</source>
        <translation>かかるもの</translation>
    </message>
    <message>
        <source>What more labels would bring, with its 80 % interval.</source>
        <translation>ラベルを増やすと得られるもの（80 % 区間つき）。</translation>
    </message>
    <message>
        <source>What reaching the target is worth to you, or what missing it costs; in your currency.</source>
        <translation>目標達成の価値、または達しない場合の損失（お使いの通貨）。</translation>
    </message>
    <message>
        <source>What so many labelled images cost, above the plot. The Plan page has the inputs.</source>
        <translation>それだけのラベル付き画像の費用を図の上に示します。入力は計画のページにあります。</translation>
    </message>
    <message>
        <source>What the answer is about.</source>
        <translation>答えの対象。</translation>
    </message>
    <message>
        <source>What the curve says</source>
        <translation>曲線からわかること</translation>
    </message>
    <message>
        <source>What the encoder has learned</source>
        <translation>エンコーダが学んだこと</translation>
    </message>
    <message>
        <source>What the study takes</source>
        <translation>検証にかかるもの</translation>
    </message>
    <message>
        <source>What this computer has is being found out.</source>
        <translation>このコンピュータの構成を調べています。</translation>
    </message>
    <message>
        <source>What this rests on</source>
        <translation>根拠</translation>
    </message>
    <message>
        <source>What was done to the images</source>
        <translation>画像に行った処理</translation>
    </message>
    <message>
        <source>What was done to the images, what was skipped and why</source>
        <translation>画像に行った処理、スキップしたものとその理由</translation>
    </message>
    <message>
        <source>What was measured is kept; the study goes on from there.</source>
        <translation>測定したものは保存されています。検証はそこから続きます。</translation>
    </message>
    <message>
        <source>What was skipped</source>
        <translation>スキップしたもの</translation>
    </message>
    <message>
        <source>What was tried?</source>
        <translation>何を試しましたか？</translation>
    </message>
    <message>
        <source>What will be tried?</source>
        <translation>何を試しますか？</translation>
    </message>
    <message>
        <source>When a study has run, its best model, its model card and its results can be exported here.</source>
        <translation>検証を実行すると、最も良いモデル、モデルカード、結果をここで書き出せます。</translation>
    </message>
    <message>
        <source>Where it goes wrong</source>
        <translation>どこで間違えるか</translation>
    </message>
    <message>
        <source>Where not all layers learn: variants of each image that the other layers are computed for, once.</source>
        <translation>一部の層だけが学習する場合：他の層を一度だけ計算しておく、各画像の変形の数。</translation>
    </message>
    <message>
        <source>Where the project is kept</source>
        <translation>プロジェクトの保存場所</translation>
    </message>
    <message>
        <source>Whether pretraining on your own images does better than on as many of the pool folders.</source>
        <translation>自施設の画像での事前学習が、同じ枚数のプールのフォルダの画像より優れるか。</translation>
    </message>
    <message>
        <source>Which class?</source>
        <translation>どのクラス？</translation>
    </message>
    <message>
        <source>Which images are labelled?</source>
        <translation>どの画像にラベルが付いていますか？</translation>
    </message>
    <message>
        <source>Which images these answers are of cannot be told any more, since images or labels have changed. Run the study again to see its mistakes as pictures.</source>
        <translation>画像またはラベルが変わったため、これらの答えがどの画像のものかわからなくなりました。誤りを画像で見るには検証を再度実行してください。</translation>
    </message>
    <message>
        <source>Which images, and where is the project kept?</source>
        <translation>どの画像を使い、プロジェクトをどこに保存しますか？</translation>
    </message>
    <message>
        <source>Which layers learn from the labels. Fewer are quicker, and hold on to what was pretrained.</source>
        <translation>ラベルから学習する層。少ないほど速く、事前学習の内容を保ちます。</translation>
    </message>
    <message>
        <source>Which pretraining?</source>
        <translation>どの事前学習がよいか</translation>
    </message>
    <message>
        <source>Which starts are compared?</source>
        <translation>どの初期値を比較しますか？</translation>
    </message>
    <message>
        <source>Who is who?</source>
        <translation>どの患者の画像ですか？</translation>
    </message>
    <message>
        <source>Who is who…</source>
        <translation>患者を特定…</translation>
    </message>
    <message>
        <source>Why it was skipped</source>
        <translation>スキップした理由</translation>
    </message>
    <message>
        <source>Window chosen for it</source>
        <translation>自動で選んだウィンドウ</translation>
    </message>
    <message>
        <source>Window left out</source>
        <translation>ウィンドウを無視</translation>
    </message>
    <message>
        <source>Window {width} wide at {level}</source>
        <translation>ウィンドウ幅 {width}、レベル {level}</translation>
    </message>
    <message>
        <source>Windowed by the file</source>
        <translation>ファイルのウィンドウ</translation>
    </message>
    <message>
        <source>With {name} pretraining</source>
        <translation>{name} 事前学習あり</translation>
    </message>
    <message>
        <source>With {name} pretraining, **{n}** labelled images keep {metric} within {margin} of what training from scratch reaches with all {full} (at most {loss} lower, 97.5 % bound, {patients} test patients).</source>
        <translation>{name} 事前学習ありでは、ラベル付き画像 **{n}** 枚で、事前学習なしの全 {full} 枚の学習との {metric} の差が {margin} 以内に保たれます（低下は最大 {loss}、97.5 % 限界、テスト患者 {patients} 人）。</translation>
    </message>
    <message>
        <source>With {name} pretraining, **{n}** labelled images keep {metric} within {margin} of what {baseline} pretraining reaches with all {full} (at most {loss} lower, 97.5 % bound, {patients} test patients).</source>
        <translation>{name} 事前学習ありでは、ラベル付き画像 **{n}** 枚で、{baseline} 事前学習の全 {full} 枚との {metric} の差が {margin} 以内に保たれます（低下は最大 {loss}、97.5 % 限界、テスト患者 {patients} 人）。</translation>
    </message>
    <message>
        <source>With {n} labels, twice the largest number tried, the forecast {curve} is {metric} {median} ({low_high}, 80 % interval) on this test set. Once that is measured, this page says whether the forecast held.</source>
        <translation>試した最大の 2 倍にあたるラベル {n} 件では、予測（{curve}）はこのテストセットで {metric} {median}（{low_high}、80 % 区間）です。それが測定されると、予測が当たったかをこのページに示します。</translation>
    </message>
    <message>
        <source>With {patients} test patients, {metric} {level} is known to ±{half} (95 % interval), however many images are labelled for training.</source>
        <translation>テスト患者 {patients} 人では、学習用のラベルの数にかかわらず、{metric} {level} は ±{half}（95 % 区間）の精度でわかります。</translation>
    </message>
    <message>
        <source>Working size</source>
        <translation>作業サイズ</translation>
    </message>
    <message>
        <source>Worth of 0.01 more</source>
        <translation>0.01 向上の価値</translation>
    </message>
    <message>
        <source>Worth of 0.01 more {metric}</source>
        <translation>{metric} 0.01 向上の価値</translation>
    </message>
    <message>
        <source>Worth of the target</source>
        <translation>目標達成の価値</translation>
    </message>
    <message>
        <source>Would fewer labels do as well?</source>
        <translation>もっと少ないラベルでも同じでしょうか？</translation>
    </message>
    <message>
        <source>Would show a saving of about {percent} of the labels; a smaller one may stay unproven: {patients}.</source>
        <translation>ラベルの約 {percent} の節約を示せます。それより小さい節約は示されないかもしれません：{patients}。</translation>
    </message>
    <message>
        <source>Write the budgets from small to large, each once.</source>
        <translation>ラベル数は小さい順に、それぞれ一度だけ書いてください。</translation>
    </message>
    <message>
        <source>Write the quick check&apos;s strengths as numbers above 0 with commas between them, such as 0.01, 0.1, 1.</source>
        <translation>簡易確認の強さは、0 より大きい数をカンマで区切って書いてください（例：0.01, 0.1, 1）。</translation>
    </message>
    <message>
        <source>Write whole numbers with commas between them, such as 20, 40, 80, 160.</source>
        <translation>整数をカンマで区切って書いてください（例：20, 40, 80, 160）。</translation>
    </message>
    <message>
        <source>You can go on working; the curve fills in as trainings finish.</source>
        <translation>作業を続けられます。学習が終わるたびに曲線が埋まっていきます。</translation>
    </message>
    <message>
        <source>Your images stay where they are and are only read. What the program makes goes into the project.</source>
        <translation>画像は元の場所に残り、読み込まれるだけです。プログラムが作るものはプロジェクトに入ります。</translation>
    </message>
    <message>
        <source>[bold]Whole job</source>
        <translation>[bold]全体の処理</translation>
    </message>
    <message>
        <source>[{done}/{total}] fine tuned, {start}, {n} labels, run {run}: AUC {auc}</source>
        <translation>[{done}/{total}] ファインチューニング、{start}、ラベル {n} 件、反復 {run}：AUC {auc}</translation>
    </message>
    <message>
        <source>[{done}/{total}] fine tuned, {start}, {n} labels, run {run}: AUC {auc} (known)</source>
        <translation>[{done}/{total}] ファインチューニング、{start}、ラベル {n} 件、反復 {run}：AUC {auc}（測定済み）</translation>
    </message>
    <message>
        <source>[{done}/{total}] linear probe, {start}, {n} labels, run {run}: AUC {auc}</source>
        <translation>[{done}/{total}] 線形プローブ、{start}、ラベル {n} 件、反復 {run}：AUC {auc}</translation>
    </message>
    <message>
        <source>[{done}/{total}] linear probe, {start}, {n} labels, run {run}: AUC {auc} (known)</source>
        <translation>[{done}/{total}] 線形プローブ、{start}、ラベル {n} 件、反復 {run}：AUC {auc}（測定済み）</translation>
    </message>
    <message>
        <source>`annotation-planner predict THIS_FOLDER IMAGES...` reads images exactly as the training did. Elsewhere:</source>
        <translation>`annotation-planner predict THIS_FOLDER IMAGES...` は、学習時とまったく同じように画像を読み込みます。他の環境では：</translation>
    </message>
    <message>
        <source>`encoder.safetensors` holds the encoder as pretraining left it, before it saw a label: a start for other projects (`--init file:THIS_FOLDER`).</source>
        <translation>`encoder.safetensors` には、ラベルを見る前の、事前学習直後のエンコーダが入っています。他のプロジェクトの初期値に使えます（`--init file:THIS_FOLDER`）。</translation>
    </message>
    <message>
        <source>`model.onnx` takes `{input}`, {dtype} ({shape}), and answers with `{output}`, the probabilities of {classes}, in this order.</source>
        <translation>`model.onnx` は `{input}`、{dtype}（{shape}）を受け取り、`{output}`（{classes} の確率、この順）を返します。</translation>
    </message>
    <message>
        <source>`model.safetensors` holds the same weights for PyTorch: `encoder.*` under torchvision&apos;s names with a stem of one channel, `head.*` the last layer. `model.json` says the same for programs.</source>
        <translation>`model.safetensors` には PyTorch 用の同じ重みが入っています：`encoder.*` は torchvision の名前（入力は 1 チャンネル）、`head.*` は最後の層。`model.json` はプログラム向けに同じことを示します。</translation>
    </message>
    <message>
        <source>a compressed archive</source>
        <translation>圧縮アーカイブ</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>残り数秒</translation>
    </message>
    <message>
        <source>a kind that is not supported</source>
        <translation>対応していない種類</translation>
    </message>
    <message>
        <source>a link</source>
        <translation>リンク</translation>
    </message>
    <message>
        <source>a name that is not valid text</source>
        <translation>文字として正しくない名前</translation>
    </message>
    <message>
        <source>about {n} %</source>
        <translation>約 {n} %</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>約 {size}</translation>
    </message>
    <message>
        <source>about {span}</source>
        <translation>約 {span}</translation>
    </message>
    <message>
        <source>about {span} left</source>
        <translation>残り約 {span}</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>正解率</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>すべての層</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>ほか {n} 件</translation>
    </message>
    <message>
        <source>and {n} other values</source>
        <translation>ほか {n} 通りの値</translation>
    </message>
    <message>
        <source>another modality</source>
        <translation>別のモダリティ</translation>
    </message>
    <message>
        <source>another name of a file read already</source>
        <translation>読み込み済みのファイルの別名</translation>
    </message>
    <message>
        <source>another part of the body</source>
        <translation>別の部位</translation>
    </message>
    <message>
        <source>answered {name}</source>
        <translation>{name} と回答</translation>
    </message>
    <message>
        <source>answers a second</source>
        <translation>回答／秒</translation>
    </message>
    <message>
        <source>area under the ROC curve</source>
        <translation>ROC 曲線下面積</translation>
    </message>
    <message>
        <source>at least {share} %</source>
        <translation>少なくとも {share} %</translation>
    </message>
    <message>
        <source>at {n} labels: nothing can be said that far out</source>
        <translation>ラベル {n} 件：そこまで先のことは何も言えません</translation>
    </message>
    <message>
        <source>at {n} labels: {median} (80 % interval {low}–{high})</source>
        <translation>ラベル {n} 件：{median}（80 % 区間 {low}–{high}）</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>automatic: each twice the one before</source>
        <translation>自動：2 倍ずつ増える</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>不良</translation>
    </message>
    <message>
        <source>balanced accuracy</source>
        <translation>バランス正解率</translation>
    </message>
    <message>
        <source>better than the 95 % interval</source>
        <translation>95 % 区間より良い</translation>
    </message>
    <message>
        <source>body part of another name: include it?</source>
        <translation>別の名前の部位：含めますか？</translation>
    </message>
    <message>
        <source>body part {code}: include it?</source>
        <translation>部位 {code}：含めますか？</translation>
    </message>
    <message>
        <source>body part {value}</source>
        <translation>部位 {value}</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>中央</translation>
    </message>
    <message>
        <source>checks a second</source>
        <translation>確認／秒</translation>
    </message>
    <message>
        <source>classes, image size, versions, and the check</source>
        <translation>クラス、画像サイズ、バージョン、確認結果</translation>
    </message>
    <message>
        <source>contradicts another row</source>
        <translation>別の行と矛盾</translation>
    </message>
    <message>
        <source>could not be decoded</source>
        <translation>復号できません</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>途中で切れている</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>破損</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>every training: labels, start, repetition, and its metrics</source>
        <translation>すべての学習：ラベル、初期値、反復、その指標</translation>
    </message>
    <message>
        <source>for example: normal</source>
        <translation>例：正常</translation>
    </message>
    <message>
        <source>for example: pneumonia</source>
        <translation>例：肺炎</translation>
    </message>
    <message>
        <source>forecast</source>
        <translation>予測</translation>
    </message>
    <message>
        <source>from scratch</source>
        <translation>事前学習なし</translation>
    </message>
    <message>
        <source>gone meanwhile</source>
        <translation>途中で消失</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隠しファイル</translation>
    </message>
    <message>
        <source>images</source>
        <translation>枚</translation>
    </message>
    <message>
        <source>images a second</source>
        <translation>画像／秒</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>作業中</translation>
    </message>
    <message>
        <source>incomplete header</source>
        <translation>ヘッダーが不完全</translation>
    </message>
    <message>
        <source>info</source>
        <translation>情報</translation>
    </message>
    <message>
        <source>inside</source>
        <translation>範囲内</translation>
    </message>
    <message>
        <source>is the finding</source>
        <translation>これが所見</translation>
    </message>
    <message>
        <source>its own answer</source>
        <translation>自身の回答</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>たった今</translation>
    </message>
    <message>
        <source>labelled {truth} in this study, {now} now</source>
        <translation>この検証では {truth}、現在は {now}</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>labels needed and labels saved, with their intervals</source>
        <translation>必要なラベル数と節約されるラベル数（区間つき）</translation>
    </message>
    <message>
        <source>left</source>
        <translation>残り</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>less than 1 %</source>
        <translation>1 % 未満</translation>
    </message>
    <message>
        <source>less than 10 %</source>
        <translation>10 % 未満</translation>
    </message>
    <message>
        <source>listed on the disc, but not there</source>
        <translation>ディスクの一覧にあるが見つからない</translation>
    </message>
    <message>
        <source>looks</source>
        <translation>回</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>損失 {loss}</translation>
    </message>
    <message>
        <source>lower left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>lower middle</source>
        <translation>中央下</translation>
    </message>
    <message>
        <source>lower right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>測定</translation>
    </message>
    <message>
        <source>middle left</source>
        <translation>左中央</translation>
    </message>
    <message>
        <source>middle right</source>
        <translation>右中央</translation>
    </message>
    <message>
        <source>modality of another name: include it?</source>
        <translation>別の名前のモダリティ：含めますか？</translation>
    </message>
    <message>
        <source>modality {code}: include it?</source>
        <translation>モダリティ {code}：含めますか？</translation>
    </message>
    <message>
        <source>modality {value}</source>
        <translation>モダリティ {value}</translation>
    </message>
    <message>
        <source>more than 90 %</source>
        <translation>90 % 超</translation>
    </message>
    <message>
        <source>more than 99 %</source>
        <translation>99 % 超</translation>
    </message>
    <message>
        <source>names nothing</source>
        <translation>何も指していない</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>no folder</source>
        <translation>フォルダなし</translation>
    </message>
    <message>
        <source>no image</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <source>no picture inside</source>
        <translation>画像が含まれない</translation>
    </message>
    <message>
        <source>none labelled yet</source>
        <translation>ラベルはまだなし</translation>
    </message>
    <message>
        <source>not a file</source>
        <translation>ファイルではない</translation>
    </message>
    <message>
        <source>not allowed to be read</source>
        <translation>読み取り権限なし</translation>
    </message>
    <message>
        <source>not an image</source>
        <translation>画像ではない</translation>
    </message>
    <message>
        <source>not found where it was</source>
        <translation>元の場所に見つからない</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>非表示</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>まだ何もない</translation>
    </message>
    <message>
        <source>of memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>of the study done</source>
        <translation>の検証が完了</translation>
    </message>
    <message>
        <source>of {images}</source>
        <translation>{images}中</translation>
    </message>
    <message>
        <source>on the disk</source>
        <translation>ディスク上</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>このコンピュータで</translation>
    </message>
    <message>
        <source>on this machine: {device}</source>
        <translation>このコンピュータ：{device}</translation>
    </message>
    <message>
        <source>outside the 80 % interval, inside the 95 % one</source>
        <translation>80 % 区間の外、95 % 区間の内</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>周回</translation>
    </message>
    <message>
        <source>pretrained</source>
        <translation>事前学習あり</translation>
    </message>
    <message>
        <source>quick check {done} of {total}: {start}, {labels}, AUC {auc}</source>
        <translation>簡易確認 {total} 件中 {done} 件目：{start}、{labels}、AUC {auc}</translation>
    </message>
    <message>
        <source>quick check {done} of {total}: {start}, {labels}, AUC {auc}, known from before</source>
        <translation>簡易確認 {total} 件中 {done} 件目：{start}、{labels}、AUC {auc}（以前に測定済み）</translation>
    </message>
    <message>
        <source>random features</source>
        <translation>ランダム特徴量</translation>
    </message>
    <message>
        <source>run {n}</source>
        <translation>反復 {n}</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>saving not shown</source>
        <translation>節約は示されず</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation>感度</translation>
    </message>
    <message>
        <source>several frames</source>
        <translation>複数フレーム</translation>
    </message>
    <message>
        <source>specificity</source>
        <translation>特異度</translation>
    </message>
    <message>
        <source>start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>steps a second</source>
        <translation>ステップ／秒</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>target {metric} {value}</source>
        <translation>目標 {metric} {value}</translation>
    </message>
    <message>
        <source>the answer is settled</source>
        <translation>答えが定まったとき</translation>
    </message>
    <message>
        <source>the disk could not read it</source>
        <translation>ディスクから読み取れません</translation>
    </message>
    <message>
        <source>the encoder as pretraining left it, if it was: a start for other projects</source>
        <translation>事前学習を行った場合、その直後のエンコーダ：他のプロジェクトの初期値に使えます</translation>
    </message>
    <message>
        <source>the first {n} of each kind</source>
        <translation>各種類の最初の {n} 件</translation>
    </message>
    <message>
        <source>the last stage</source>
        <translation>最後の段階</translation>
    </message>
    <message>
        <source>the last stage and the classifier; the layers below stay as they are</source>
        <translation>最後の段階と分類層（それより下の層は変わりません）</translation>
    </message>
    <message>
        <source>the last two stages</source>
        <translation>最後の 2 段階</translation>
    </message>
    <message>
        <source>the last two stages and the classifier; the layers below stay as they are</source>
        <translation>最後の 2 段階と分類層（それより下の層は変わりません）</translation>
    </message>
    <message>
        <source>the project&apos;s files</source>
        <translation>プロジェクトのファイル</translation>
    </message>
    <message>
        <source>the project&apos;s folder</source>
        <translation>プロジェクトのフォルダ</translation>
    </message>
    <message>
        <source>the project&apos;s lock</source>
        <translation>プロジェクトのロック</translation>
    </message>
    <message>
        <source>the same weights, for PyTorch</source>
        <translation>同じ重み（PyTorch 用）</translation>
    </message>
    <message>
        <source>the table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>the trained model, runs without this program</source>
        <translation>学習済みモデル（このプログラムなしで動作）</translation>
    </message>
    <message>
        <source>the trained weights</source>
        <translation>学習済みの重み</translation>
    </message>
    <message>
        <source>timing this machine…</source>
        <translation>このコンピュータの速さを計測中…</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>大きすぎる</translation>
    </message>
    <message>
        <source>took too long</source>
        <translation>時間がかかりすぎた</translation>
    </message>
    <message>
        <source>training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>training at most</source>
        <translation>学習（最大）</translation>
    </message>
    <message>
        <source>training from scratch</source>
        <translation>事前学習なしの学習</translation>
    </message>
    <message>
        <source>training {done} of {total}: {start}, {labels}, AUC {auc}</source>
        <translation>学習 {total} 回中 {done} 回目：{start}、{labels}、AUC {auc}</translation>
    </message>
    <message>
        <source>training {done} of {total}: {start}, {labels}, AUC {auc}, known from before</source>
        <translation>学習 {total} 回中 {done} 回目：{start}、{labels}、AUC {auc}（以前に測定済み）</translation>
    </message>
    <message>
        <source>trainings</source>
        <translation>学習の回数</translation>
    </message>
    <message>
        <source>trainings at most</source>
        <translation>学習（最大）</translation>
    </message>
    <message>
        <source>trainings measured</source>
        <translation>測定済みの学習</translation>
    </message>
    <message>
        <source>two images</source>
        <translation>2 つの画像</translation>
    </message>
    <message>
        <source>unknown class</source>
        <translation>不明なクラス</translation>
    </message>
    <message>
        <source>unlabelled</source>
        <translation>ラベルなし</translation>
    </message>
    <message>
        <source>upper left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>upper middle</source>
        <translation>中央上</translation>
    </message>
    <message>
        <source>upper right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>what it was trained on, how good it is, what it must not be used for</source>
        <translation>何で学習したか、どれだけ良いか、何に使ってはならないか</translation>
    </message>
    <message>
        <source>when all trainings are done</source>
        <translation>すべての学習が終わったとき</translation>
    </message>
    <message>
        <source>when further trainings would hardly change the answer</source>
        <translation>これ以上学習しても答えがほとんど変わらないとき</translation>
    </message>
    <message>
        <source>with {name} pretraining</source>
        <translation>{name} 事前学習あり</translation>
    </message>
    <message>
        <source>worse than the 95 % interval</source>
        <translation>95 % 区間より悪い</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>{curve}, it takes {n} labels: {hours} and {money} more.</source>
        <translation>{curve}では、ラベル {n} 件：{hours}、{money} の追加です。</translation>
    </message>
    <message>
        <source>{curve}, it takes {n} labels: {hours} more.</source>
        <translation>{curve}では、ラベル {n} 件：{hours} の追加です。</translation>
    </message>
    <message>
        <source>{curve}, no number up to {horizon} does it.</source>
        <translation>{curve}では、{horizon} 件までのどの数でも達しません。</translation>
    </message>
    <message>
        <source>{curve}, {metric} {level} is unlikely with up to {n} labels.</source>
        <translation>{curve}では、ラベル {n} 件までで {metric} {level} に達する見込みは小さいです。</translation>
    </message>
    <message>
        <source>{curve}, {n} labels are needed ({interval}).</source>
        <translation>{curve}では、ラベル {n} 件が必要です（{interval}）。</translation>
    </message>
    <message>
        <source>{curve}, {n} labels do it at the same cost.</source>
        <translation>{curve}では、ラベル {n} 件で同じ費用です。</translation>
    </message>
    <message>
        <source>{curve}, {n} labels do it; these exist already, too.</source>
        <translation>{curve}では、ラベル {n} 件で足ります。これもすでにあります。</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{year}年{month}{day}日</translation>
    </message>
    <message>
        <source>{difference} ({interval}), not shown</source>
        <translation>{difference}（{interval}）、示されていません</translation>
    </message>
    <message>
        <source>{difference} ({interval}), shown</source>
        <translation>{difference}（{interval}）、示されました</translation>
    </message>
    <message>
        <source>{difference}: one run says nothing of the next</source>
        <translation>{difference}：反復が 1 回では次についてわかりません</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{total} 中 {done}</translation>
    </message>
    <message>
        <source>{done} of {total} answer</source>
        <translation>{total} 件中 {done} 件の回答</translation>
    </message>
    <message>
        <source>{done} of {total} answers</source>
        <translation>{total} 件中 {done} 件の回答</translation>
    </message>
    <message>
        <source>{done} of {total} budgets done</source>
        <translation>ラベル数 {total} 段階中 {done} 段階が完了</translation>
    </message>
    <message>
        <source>{done} of {total} file</source>
        <translation>{total} ファイル中 {done} ファイル</translation>
    </message>
    <message>
        <source>{done} of {total} files</source>
        <translation>{total} ファイル中 {done} ファイル</translation>
    </message>
    <message>
        <source>{done} of {total} headers read</source>
        <translation>{total} 件中 {done} 件のヘッダーを読み込みました</translation>
    </message>
    <message>
        <source>{done} of {total} image</source>
        <translation>画像 {total} 枚中 {done} 枚</translation>
    </message>
    <message>
        <source>{done} of {total} images</source>
        <translation>画像 {total} 枚中 {done} 枚</translation>
    </message>
    <message>
        <source>{done} of {total} model</source>
        <translation>モデル {total} 個中 {done} 個</translation>
    </message>
    <message>
        <source>{done} of {total} models</source>
        <translation>モデル {total} 個中 {done} 個</translation>
    </message>
    <message>
        <source>{done} of {total} probe</source>
        <translation>プローブ {total} 件中 {done} 件</translation>
    </message>
    <message>
        <source>{done} of {total} probes</source>
        <translation>プローブ {total} 件中 {done} 件</translation>
    </message>
    <message>
        <source>{done} of {total} step</source>
        <translation>{total} ステップ中 {done} ステップ</translation>
    </message>
    <message>
        <source>{done} of {total} steps</source>
        <translation>{total} ステップ中 {done} ステップ</translation>
    </message>
    <message>
        <source>{done} of {total} training</source>
        <translation>学習 {total} 回中 {done} 回</translation>
    </message>
    <message>
        <source>{done} of {total} trainings</source>
        <translation>学習 {total} 回中 {done} 回</translation>
    </message>
    <message>
        <source>{facet}: {value}, {images}</source>
        <translation>{facet}：{value}、{images}</translation>
    </message>
    <message>
        <source>{fate} ({n})</source>
        <translation>{fate} ({n})</translation>
    </message>
    <message>
        <source>{files}: {reason}</source>
        <translation>{files}：{reason}</translation>
    </message>
    <message>
        <source>{file} is patient {name}</source>
        <translation>{file} は患者 {name}</translation>
    </message>
    <message>
        <source>{file} → patient {name}</source>
        <translation>{file} → 患者 {name}</translation>
    </message>
    <message>
        <source>{folders} is empty. Choose a folder that holds DICOM, PNG, JPEG or TIFF images.</source>
        <translation>{folders} は空です。DICOM、PNG、JPEG、TIFF 画像のあるフォルダを選んでください。</translation>
    </message>
    <message>
        <source>{held} of {all} of its 80 % intervals held; 8 of 10 are expected to.</source>
        <translation>80 % 区間 {all} 個のうち {held} 個が当たりました。見込みは 10 個に 8 個です。</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 時間</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 時間 {minutes} 分</translation>
    </message>
    <message>
        <source>{hours} of reading</source>
        <translation>読影 {hours}</translation>
    </message>
    <message>
        <source>{hours} of reading, costs {money}</source>
        <translation>読影 {hours}、費用 {money}</translation>
    </message>
    <message>
        <source>{images} answered wrongly, the most wrong first</source>
        <translation>{images} が誤答（誤りの大きい順）</translation>
    </message>
    <message>
        <source>{images} images of {patients} patients, {labelled} labelled, {n} file skipped.</source>
        <translation>患者 {patients} 人の画像 {images} 枚、ラベル付き {labelled} 枚、スキップ {n} ファイル。</translation>
    </message>
    <message>
        <source>{images} images of {patients} patients, {labelled} labelled, {n} files skipped.</source>
        <translation>患者 {patients} 人の画像 {images} 枚、ラベル付き {labelled} 枚、スキップ {n} ファイル。</translation>
    </message>
    <message>
        <source>{images} of {patients}</source>
        <translation>{patients}の{images}</translation>
    </message>
    <message>
        <source>{images} of {truth} answered as {answer}, the most wrong first</source>
        <translation>{truth} の {images} を {answer} と回答（誤りの大きい順）</translation>
    </message>
    <message>
        <source>{images} of {truth} answered rightly, the least sure first</source>
        <translation>{truth} の {images} を正答（確信の低い順）</translation>
    </message>
    <message>
        <source>{images} so far</source>
        <translation>これまでに {images}</translation>
    </message>
    <message>
        <source>{kind}: holds no image.</source>
        <translation>{kind}：画像を含みません。</translation>
    </message>
    <message>
        <source>{kind}: these are not pictures to look at.</source>
        <translation>{kind}：見るための画像ではありません。</translation>
    </message>
    <message>
        <source>{labels} or fewer</source>
        <translation>{labels} 以下</translation>
    </message>
    <message>
        <source>{labels} or fewer reach {metric} {level} with a chance of {chance} %.</source>
        <translation>{labels} 以下で {metric} {level} に {chance} % の確率で達します。</translation>
    </message>
    <message>
        <source>{label}, {rows} × {columns}, patient {patient}</source>
        <translation>{label}、{rows} × {columns}、患者 {patient}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} ～ {high}</translation>
    </message>
    <message>
        <source>{low}–{high}</source>
        <translation>{low}～{high}</translation>
    </message>
    <message>
        <source>{mark} A</source>
        <translation>{mark} A</translation>
    </message>
    <message>
        <source>{mark} B</source>
        <translation>{mark} B</translation>
    </message>
    <message>
        <source>{metric} against the number of labelled images.</source>
        <translation>ラベル付き画像の数に対する {metric}。</translation>
    </message>
    <message>
        <source>{metric} on {n} test images</source>
        <translation>テスト画像 {n} 枚での {metric}</translation>
    </message>
    <message>
        <source>{metric} {level}</source>
        <translation>{metric} {level}</translation>
    </message>
    <message>
        <source>{metric} {level} is likely (&gt; 80 %) with {n} labels.</source>
        <translation>ラベル {n} 件で {metric} {level} に達する見込みは大きいです（&gt; 80 %）。</translation>
    </message>
    <message>
        <source>{metric} {level} is not supported by this curve</source>
        <translation>{metric} {level} はこの曲線では示せません</translation>
    </message>
    <message>
        <source>{metric} {level} is unlikely to be reached with labels alone: the chance is {chance} with up to {n} labels.</source>
        <translation>{metric} {level} にはラベルだけでは達しない見込みです：ラベル {n} 件まででの確率は {chance}。</translation>
    </message>
    <message>
        <source>{metric} {level} on new patients of the same kind is likely (&gt; 80 %) with the smallest budget tried already, {n} labels.</source>
        <translation>同種の新しい患者での {metric} {level} には、試した最小のラベル {n} 件ですでに達する見込みが大きいです（&gt; 80 %）。</translation>
    </message>
    <message>
        <source>{metric} {level} on new patients of the same kind is likely (&gt; 80 %) with {n} labels.</source>
        <translation>同種の新しい患者での {metric} {level} には、ラベル {n} 件で達する見込みが大きいです（&gt; 80 %）。</translation>
    </message>
    <message>
        <source>{metric} {level} on the same test set is likely (&gt; 80 %) with the smallest budget tried already, {n} labels.</source>
        <translation>同じテストセットでの {metric} {level} には、試した最小のラベル {n} 件ですでに達する見込みが大きいです（&gt; 80 %）。</translation>
    </message>
    <message>
        <source>{metric} {level} on the same test set is likely (&gt; 80 %) with {n} labels.</source>
        <translation>同じテストセットでの {metric} {level} には、ラベル {n} 件で達する見込みが大きいです（&gt; 80 %）。</translation>
    </message>
    <message>
        <source>{metric} {value} ({interval}): {hits} of {images}</source>
        <translation>{metric} {value}（{interval}）：{images} 枚中 {hits} 枚</translation>
    </message>
    <message>
        <source>{metric} {value} on the test images</source>
        <translation>テスト画像での {metric} {value}</translation>
    </message>
    <message>
        <source>{name} is the finding</source>
        <translation>{name} が所見</translation>
    </message>
    <message>
        <source>{name} pretraining does not help here: it needs **{share} %** more labels than training from scratch (95 % interval {interval} %).</source>
        <translation>{name} 事前学習はここでは役立ちません：事前学習なしより **{share} %** 多いラベルが必要です（95 % 区間 {interval} %）。</translation>
    </message>
    <message>
        <source>{name} pretraining does not help here: its curve lies below the one from scratch at every budget.</source>
        <translation>{name} 事前学習はここでは役立ちません：どのラベル数でも曲線が事前学習なしを下回ります。</translation>
    </message>
    <message>
        <source>{name} pretraining on your {pool} unlabelled images does not help here: it needs **{share} %** more labels than training from scratch (95 % interval {interval} %).</source>
        <translation>ラベルなし画像 {pool} 枚での {name} 事前学習はここでは役立ちません：事前学習なしより **{share} %** 多いラベルが必要です（95 % 区間 {interval} %）。</translation>
    </message>
    <message>
        <source>{name} pretraining on your {pool} unlabelled images does not help here: its curve lies below the one from scratch at every budget.</source>
        <translation>ラベルなし画像 {pool} 枚での {name} 事前学習はここでは役立ちません：どのラベル数でも曲線が事前学習なしを下回ります。</translation>
    </message>
    <message>
        <source>{name} pretraining on your {pool} unlabelled images saves **{share} %** of the labels (95 % interval {interval} %).</source>
        <translation>ラベルなし画像 {pool} 枚での {name} 事前学習で、ラベルの **{share} %** を節約できます（95 % 区間 {interval} %）。</translation>
    </message>
    <message>
        <source>{name} pretraining on your {pool} unlabelled images saves at least **{share} %** of the labels (at 95 %).</source>
        <translation>ラベルなし画像 {pool} 枚での {name} 事前学習で、ラベルの少なくとも **{share} %** を節約できます（信頼度 95 %）。</translation>
    </message>
    <message>
        <source>{name} pretraining saves **{share} %** of the labels (95 % interval {interval} %).</source>
        <translation>{name} 事前学習で、ラベルの **{share} %** を節約できます（95 % 区間 {interval} %）。</translation>
    </message>
    <message>
        <source>{name} pretraining saves at least **{share} %** of the labels (at 95 %).</source>
        <translation>{name} 事前学習で、ラベルの少なくとも **{share} %** を節約できます（信頼度 95 %）。</translation>
    </message>
    <message>
        <source>{name}, key {key}</source>
        <translation>{name}、キー {key}</translation>
    </message>
    <message>
        <source>{name}, pass {epoch}: the encoder has learned: {gain} over random features (AUC {score} against {random}, on training images)</source>
        <translation>{name}、{epoch} 周目：エンコーダが学習しました：ランダム特徴量より {gain}（学習画像での AUC {score} 対 {random}）</translation>
    </message>
    <message>
        <source>{name}, pass {epoch}: the encoder knows less than random features: {gain} (AUC {score} against {random}, on training images)</source>
        <translation>{name}、{epoch} 周目：エンコーダはランダム特徴量を下回っています：{gain}（学習画像での AUC {score} 対 {random}）</translation>
    </message>
    <message>
        <source>{name}, pass {epoch}: the encoder knows no more than random features yet (AUC {score}, on training images)</source>
        <translation>{name}、{epoch} 周目：エンコーダはまだランダム特徴量と同程度です（学習画像での AUC {score}）</translation>
    </message>
    <message>
        <source>{name}: pass {epoch} of {epochs}, loss {loss}, {rate} images/s</source>
        <translation>{name}：{epochs} 周のうち {epoch} 周目、損失 {loss}、毎秒 {rate} 枚</translation>
    </message>
    <message>
        <source>{name}: {chance} % with {n} labels</source>
        <translation>{name}：ラベル {n} 件で {chance} %</translation>
    </message>
    <message>
        <source>{name}: {images}</source>
        <translation>{name}：{images}</translation>
    </message>
    <message>
        <source>{new} more images to label: {cost}.</source>
        <translation>追加でラベルを付ける画像 {new}：{cost}。</translation>
    </message>
    <message>
        <source>{number}. {preset}</source>
        <translation>{number}. {preset}</translation>
    </message>
    <message>
        <source>{number}. {preset}, {date}</source>
        <translation>{number}. {preset}、{date}</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>{n} answers/h</source>
        <translation>毎時 {n} 回答</translation>
    </message>
    <message>
        <source>{n} answers/min</source>
        <translation>毎分 {n} 回答</translation>
    </message>
    <message>
        <source>{n} answers/s</source>
        <translation>毎秒 {n} 回答</translation>
    </message>
    <message>
        <source>{n} budget</source>
        <translation>ラベル数 {n} 段階</translation>
    </message>
    <message>
        <source>{n} budgets</source>
        <translation>ラベル数 {n} 段階</translation>
    </message>
    <message>
        <source>{n} by hand</source>
        <translation>手作業 {n} 件</translation>
    </message>
    <message>
        <source>{n} day</source>
        <translation>{n} 日</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 日</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n} 日前</translation>
    </message>
    <message>
        <source>{n} field that may tell who the patient is stays hidden.</source>
        <translation>患者を特定しうる項目 {n} 件は表示していません。</translation>
    </message>
    <message>
        <source>{n} fields that may tell who the patient is stay hidden.</source>
        <translation>患者を特定しうる項目 {n} 件は表示していません。</translation>
    </message>
    <message>
        <source>{n} file</source>
        <translation>{n} ファイル</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} ファイル</translation>
    </message>
    <message>
        <source>{n} files/h</source>
        <translation>毎時 {n} ファイル</translation>
    </message>
    <message>
        <source>{n} files/min</source>
        <translation>毎分 {n} ファイル</translation>
    </message>
    <message>
        <source>{n} files/s</source>
        <translation>毎秒 {n} ファイル</translation>
    </message>
    <message>
        <source>{n} frames: only single images are loaded.</source>
        <translation>{n} フレーム：1 枚の画像だけに対応しています。</translation>
    </message>
    <message>
        <source>{n} from a DICOM field</source>
        <translation>DICOM フィールドから {n} 件</translation>
    </message>
    <message>
        <source>{n} from a table</source>
        <translation>表から {n} 件</translation>
    </message>
    <message>
        <source>{n} from folders&apos; names</source>
        <translation>フォルダ名から {n} 件</translation>
    </message>
    <message>
        <source>{n} from the reading of the images</source>
        <translation>画像の読み込みから {n} 件</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 時間</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>{n} 時間前</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n} 時間</translation>
    </message>
    <message>
        <source>{n} image</source>
        <translation>画像 {n} 枚</translation>
    </message>
    <message>
        <source>{n} image has another label now, which the table replaces. You can undo the import.</source>
        <translation>別のラベルがある画像 {n} 枚は、表のラベルに置き換わります。取り込みは元に戻せます。</translation>
    </message>
    <message>
        <source>{n} image is marked unsure and stays without a label.</source>
        <translation>画像 {n} 枚は判断保留とされ、ラベルなしのままです。</translation>
    </message>
    <message>
        <source>{n} image names no patient.</source>
        <translation>画像 {n} 枚に患者の記載がありません。</translation>
    </message>
    <message>
        <source>{n} image names no patient. If a patient has several images, say so, or the test set may be too easy.</source>
        <translation>画像 {n} 枚に患者の記載がありません。1 人の患者に複数の画像がある場合は指定してください。そうしないとテストセットが易しすぎるおそれがあります。</translation>
    </message>
    <message>
        <source>{n} images</source>
        <translation>画像 {n} 枚</translation>
    </message>
    <message>
        <source>{n} images are in no folder below; each counts as a patient of its own.</source>
        <translation>画像 {n} 枚は下位のフォルダになく、それぞれ別の患者として数えます。</translation>
    </message>
    <message>
        <source>{n} images are marked unsure and stay without a label.</source>
        <translation>画像 {n} 枚は判断保留とされ、ラベルなしのままです。</translation>
    </message>
    <message>
        <source>{n} images have another label now, which the table replaces. You can undo the import.</source>
        <translation>別のラベルがある画像 {n} 枚は、表のラベルに置き換わります。取り込みは元に戻せます。</translation>
    </message>
    <message>
        <source>{n} images name no patient.</source>
        <translation>画像 {n} 枚に患者の記載がありません。</translation>
    </message>
    <message>
        <source>{n} images name no patient. If a patient has several images, say so, or the test set may be too easy.</source>
        <translation>画像 {n} 枚に患者の記載がありません。1 人の患者に複数の画像がある場合は指定してください。そうしないとテストセットが易しすぎるおそれがあります。</translation>
    </message>
    <message>
        <source>{n} images name no patient: each folder was taken for one patient. If that is wrong, give a file name rule, or say that each image is a patient of its own.</source>
        <translation>画像 {n} 枚に患者の記載がないため、フォルダごとに 1 人の患者とみなしました。違う場合は、ファイル名の規則を指定するか、画像ごとに別の患者であると指定してください。</translation>
    </message>
    <message>
        <source>{n} images name no patient: each was taken for a patient of its own. If a patient has several images, add a patient_id column to the labels file or give a file name rule; else the test set may be too easy.</source>
        <translation>画像 {n} 枚に患者の記載がないため、それぞれ別の患者とみなしました。1 人の患者に複数の画像がある場合は、ラベルのファイルに列 patient_id を加えるか、ファイル名の規則を指定してください。そうしないとテストセットが易しすぎるおそれがあります。</translation>
    </message>
    <message>
        <source>{n} images/h</source>
        <translation>毎時 {n} 枚</translation>
    </message>
    <message>
        <source>{n} images/min</source>
        <translation>毎分 {n} 枚</translation>
    </message>
    <message>
        <source>{n} images/s</source>
        <translation>毎秒 {n} 枚</translation>
    </message>
    <message>
        <source>{n} label</source>
        <translation>ラベル {n} 件</translation>
    </message>
    <message>
        <source>{n} labelled</source>
        <translation>ラベル付き {n} 枚</translation>
    </message>
    <message>
        <source>{n} labelled image</source>
        <translation>ラベル付き画像 {n} 枚</translation>
    </message>
    <message>
        <source>{n} labelled images</source>
        <translation>ラベル付き画像 {n} 枚</translation>
    </message>
    <message>
        <source>{n} labels</source>
        <translation>ラベル {n} 件</translation>
    </message>
    <message>
        <source>{n} labels are there already and not paid again.</source>
        <translation>ラベル {n} 件はすでにあり、費用は再度かかりません。</translation>
    </message>
    <message>
        <source>{n} labels, the smallest budget tried, or fewer in total reach {metric} {level} on new patients of the same kind ({interval}).</source>
        <translation>合計 {n} 件（試した最小のラベル数）以下で、同種の新しい患者での {metric} {level} に達します（{interval}）。</translation>
    </message>
    <message>
        <source>{n} labels, the smallest budget tried, or fewer in total reach {metric} {level} on the same test set ({interval}).</source>
        <translation>合計 {n} 件（試した最小のラベル数）以下で、同じテストセットでの {metric} {level} に達します（{interval}）。</translation>
    </message>
    <message>
        <source>{n} measured point</source>
        <translation>測定点 {n} 個</translation>
    </message>
    <message>
        <source>{n} measured points</source>
        <translation>測定点 {n} 個</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} 分前</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{n} models/h</source>
        <translation>毎時 {n} モデル</translation>
    </message>
    <message>
        <source>{n} models/min</source>
        <translation>毎分 {n} モデル</translation>
    </message>
    <message>
        <source>{n} models/s</source>
        <translation>毎秒 {n} モデル</translation>
    </message>
    <message>
        <source>{n} of {files} names do not match; each of these images counts as a patient of its own.</source>
        <translation>{files} 件中 {n} 件の名前が合いません。これらの画像はそれぞれ別の患者として数えます。</translation>
    </message>
    <message>
        <source>{n} of {files} names does not match; each of these images counts as a patient of its own.</source>
        <translation>{files} 件中 {n} 件の名前が合いません。これらの画像はそれぞれ別の患者として数えます。</translation>
    </message>
    <message>
        <source>{n} of {images}</source>
        <translation>{n} / {images}</translation>
    </message>
    <message>
        <source>{n} of {images} so far</source>
        <translation>これまでに {images} 中 {n}</translation>
    </message>
    <message>
        <source>{n} of {images}: {classes}</source>
        <translation>{images} 中 {n}：{classes}</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} / {total}</translation>
    </message>
    <message>
        <source>{n} of {total} labelled</source>
        <translation>{total} 枚中 {n} 枚にラベル付け済み</translation>
    </message>
    <message>
        <source>{n} other image</source>
        <translation>他の画像 {n} 枚</translation>
    </message>
    <message>
        <source>{n} other images</source>
        <translation>他の画像 {n} 枚</translation>
    </message>
    <message>
        <source>{n} patient</source>
        <translation>患者 {n} 人</translation>
    </message>
    <message>
        <source>{n} patients</source>
        <translation>患者 {n} 人</translation>
    </message>
    <message>
        <source>{n} probes/h</source>
        <translation>毎時 {n} プローブ</translation>
    </message>
    <message>
        <source>{n} probes/min</source>
        <translation>毎分 {n} プローブ</translation>
    </message>
    <message>
        <source>{n} probes/s</source>
        <translation>毎秒 {n} プローブ</translation>
    </message>
    <message>
        <source>{n} repetition</source>
        <translation>反復 {n} 回</translation>
    </message>
    <message>
        <source>{n} repetitions</source>
        <translation>反復 {n} 回</translation>
    </message>
    <message>
        <source>{n} row</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>{n} rows of the labels file name no image that was loaded, the first in line {line}.</source>
        <translation>ラベルのファイルの {n} 行は、読み込んだどの画像も指していません（最初は {line} 行目）。</translation>
    </message>
    <message>
        <source>{n} run</source>
        <translation>反復 {n} 回</translation>
    </message>
    <message>
        <source>{n} runs</source>
        <translation>反復 {n} 回</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} skipped</source>
        <translation>スキップ {n} 件</translation>
    </message>
    <message>
        <source>{n} start</source>
        <translation>初期値 {n} 個</translation>
    </message>
    <message>
        <source>{n} starts</source>
        <translation>初期値 {n} 個</translation>
    </message>
    <message>
        <source>{n} steps/h</source>
        <translation>毎時 {n} ステップ</translation>
    </message>
    <message>
        <source>{n} steps/min</source>
        <translation>毎分 {n} ステップ</translation>
    </message>
    <message>
        <source>{n} steps/s</source>
        <translation>毎秒 {n} ステップ</translation>
    </message>
    <message>
        <source>{n} test image</source>
        <translation>テスト画像 {n} 枚</translation>
    </message>
    <message>
        <source>{n} test images</source>
        <translation>テスト画像 {n} 枚</translation>
    </message>
    <message>
        <source>{n} test patient</source>
        <translation>テスト患者 {n} 人</translation>
    </message>
    <message>
        <source>{n} test patients</source>
        <translation>テスト患者 {n} 人</translation>
    </message>
    <message>
        <source>{n} training</source>
        <translation>学習 {n} 回</translation>
    </message>
    <message>
        <source>{n} trainings</source>
        <translation>学習 {n} 回</translation>
    </message>
    <message>
        <source>{n} trainings/h</source>
        <translation>毎時 {n} 回の学習</translation>
    </message>
    <message>
        <source>{n} trainings/min</source>
        <translation>毎分 {n} 回の学習</translation>
    </message>
    <message>
        <source>{n} trainings/s</source>
        <translation>毎秒 {n} 回の学習</translation>
    </message>
    <message>
        <source>{n} unlabelled image of a test patient comes last: no study would use its label.</source>
        <translation>テスト患者のラベルなし画像 {n} 枚は最後になります。そのラベルはどの検証でも使われません。</translation>
    </message>
    <message>
        <source>{n} unlabelled images of test patients come last: no study would use their labels.</source>
        <translation>テスト患者のラベルなし画像 {n} 枚は最後になります。そのラベルはどの検証でも使われません。</translation>
    </message>
    <message>
        <source>{n} {fate}</source>
        <translation>{fate} {n} 行</translation>
    </message>
    <message>
        <source>{patients} in the first {files}</source>
        <translation>最初の {files} に {patients}</translation>
    </message>
    <message>
        <source>{patients} test patients are too few to show a saving of labels, unless it is enormous.</source>
        <translation>テスト患者 {patients} 人では、ごく大きなものでない限りラベルの節約を示せません。</translation>
    </message>
    <message>
        <source>{patients} test patients can show a saving of about {share} % of the labels or more (4 studies out of 5 would); a smaller one is likely to stay unproven.</source>
        <translation>テスト患者 {patients} 人では、ラベルの約 {share} % 以上の節約を示せます（5 つの検証のうち 4 つで）。それより小さい節約は示されない見込みです。</translation>
    </message>
    <message>
        <source>{patients} test patients can tell {metric} near {level} to ±{half} (95 % interval), however many images are labelled for training.</source>
        <translation>テスト患者 {patients} 人では、学習用のラベルの数にかかわらず、{level} 付近の {metric} が ±{half}（95 % 区間）の精度でわかります。</translation>
    </message>
    <message>
        <source>{patient} (not named by the file)</source>
        <translation>{patient}（ファイルに記載なし）</translation>
    </message>
    <message>
        <source>{points}, the same numbers that the curve shows.</source>
        <translation>{points}（曲線が示すものと同じ数値）。</translation>
    </message>
    <message>
        <source>{progress} · {n} unsure</source>
        <translation>{progress} · 判断保留 {n}</translation>
    </message>
    <message>
        <source>{reason}
Nothing was changed.</source>
        <translation>{reason}
何も変更されていません。</translation>
    </message>
    <message>
        <source>{reason} This is the program&apos;s own smaller copy.</source>
        <translation>{reason} これはプログラムの小さな複製です。</translation>
    </message>
    <message>
        <source>{rows} × {columns} pixels</source>
        <translation>{rows} × {columns} ピクセル</translation>
    </message>
    <message>
        <source>{seconds} s an image (median; pauses over {n} s left out)</source>
        <translation>1 枚あたり {seconds} 秒（中央値、{n} 秒を超える休止を除く）</translation>
    </message>
    <message>
        <source>{setting}: {first} → {second}</source>
        <translation>{setting}：{first} → {second}</translation>
    </message>
    <message>
        <source>{share} % ({low}–{high})</source>
        <translation>{share} % ({low}–{high})</translation>
    </message>
    <message>
        <source>{share} % of the labelled images were held out, by patient, to stop the training early.</source>
        <translation>学習を早めに止めるため、ラベル付き画像の {share} % を患者単位で取り分けました。</translation>
    </message>
    <message>
        <source>{side} × {side} pixels</source>
        <translation>{side} × {side} ピクセル</translation>
    </message>
    <message>
        <source>{sign}{value}</source>
        <translation>{sign}{value}</translation>
    </message>
    <message>
        <source>{size} in this project</source>
        <translation>このプロジェクトで {size}</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>毎秒 {size}</translation>
    </message>
    <message>
        <source>{stage} · {left}</source>
        <translation>{stage} · {left}</translation>
    </message>
    <message>
        <source>{stage}: {done}</source>
        <translation>{stage}：{done}</translation>
    </message>
    <message>
        <source>{stage}: {state}</source>
        <translation>{stage}：{state}</translation>
    </message>
    <message>
        <source>{stage}: {state}, {far}</source>
        <translation>{stage}：{state}、{far}</translation>
    </message>
    <message>
        <source>{stage}…</source>
        <translation>{stage}…</translation>
    </message>
    <message>
        <source>{start} needs **{share} %** fewer labels than {against} (95 % interval {interval} %).</source>
        <translation>{start} は {against} より **{share} %** 少ないラベルで済みます（95 % 区間 {interval} %）。</translation>
    </message>
    <message>
        <source>{start} needs **{share} %** more labels than {against} (95 % interval {interval} %).</source>
        <translation>{start} は {against} より **{share} %** 多いラベルが必要です（95 % 区間 {interval} %）。</translation>
    </message>
    <message>
        <source>{start} needs at least **{share} %** fewer labels than {against} (at 95 %).</source>
        <translation>{start} は {against} より少なくとも **{share} %** 少ないラベルで済みます（信頼度 95 %）。</translation>
    </message>
    <message>
        <source>{start} reaches less than {against} with every number of labels.</source>
        <translation>{start} はどのラベル数でも {against} に及びません。</translation>
    </message>
    <message>
        <source>{start}, after pass {epoch} of {epochs}. A quick check on labelled training images: AUC {score}, random features {random}. The study&apos;s own results come later.</source>
        <translation>{start}、{epochs} 周のうち {epoch} 周の後。ラベル付き学習画像での簡易確認：AUC {score}、ランダム特徴量 {random}。検証そのものの結果は後で出ます。</translation>
    </message>
    <message>
        <source>{start}, study {number}</source>
        <translation>{start}、検証 {number}</translation>
    </message>
    <message>
        <source>{start}, {labels}: forecast {metric} {value} ({interval}, 80 % interval)</source>
        <translation>{start}、{labels}：予測 {metric} {value}（{interval}、80 % 区間）</translation>
    </message>
    <message>
        <source>{start}, {labels}: speculative forecast {metric} {value} ({interval}, 80 % interval)</source>
        <translation>{start}、{labels}：推測の域の予測 {metric} {value}（{interval}、80 % 区間）</translation>
    </message>
    <message>
        <source>{start}, {n} labels, run {run}</source>
        <translation>{start}、ラベル {n} 件、反復 {run}</translation>
    </message>
    <message>
        <source>{start}, {n} labels: {metric} {value} ({interval}), {runs}</source>
        <translation>{start}、ラベル {n} 件：{metric} {value}（{interval}）、{runs}</translation>
    </message>
    <message>
        <source>{start}, {n} labels: {metric} {value}, {runs}</source>
        <translation>{start}、ラベル {n} 件：{metric} {value}、{runs}</translation>
    </message>
    <message>
        <source>{start}: {first} at {few} labels, {last} at {many}.</source>
        <translation>{start}：ラベル {few} 件で {first}、{many} 件で {last}。</translation>
    </message>
    <message>
        <source>{start}: {metric} {value} ({interval}) at {n} labels</source>
        <translation>{start}：ラベル {n} 件で {metric} {value}（{interval}）</translation>
    </message>
    <message>
        <source>{start}: {metric} {value} at {n} labels</source>
        <translation>{start}：ラベル {n} 件で {metric} {value}</translation>
    </message>
    <message>
        <source>{step}, {state}</source>
        <translation>{step}、{state}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>残り {time}</translation>
    </message>
    <message>
        <source>{title}, {time}</source>
        <translation>{title}、{time}</translation>
    </message>
    <message>
        <source>{trainings} · {time}</source>
        <translation>{trainings} · {time}</translation>
    </message>
    <message>
        <source>{trainings}: {budgets} × {repetitions} × {starts}</source>
        <translation>{trainings}：{budgets} × {repetitions} × {starts}</translation>
    </message>
    <message>
        <source>{train} to train on, {test} kept for testing ({patients}), {pool} to pretrain on.</source>
        <translation>学習用：{train}、テスト用：{test} 枚（{patients}）、事前学習用：{pool}。</translation>
    </message>
    <message>
        <source>{truth} answered as {answer}: {hits} of {images}</source>
        <translation>{truth} を {answer} と回答：{images} 枚中 {hits} 枚</translation>
    </message>
    <message>
        <source>{truth} → {answer} {sure}</source>
        <translation>{truth} → {answer} {sure}</translation>
    </message>
    <message>
        <source>{truth}, answered as {answer} ({sure})</source>
        <translation>{truth}、{answer} と回答（{sure}）</translation>
    </message>
    <message>
        <source>{value} ({n})</source>
        <translation>{value} ({n})</translation>
    </message>
    <message>
        <source>{value} → {name}</source>
        <translation>{value} → {name}</translation>
    </message>
    <message>
        <source>{window}, changed</source>
        <translation>{window}（変更済み）</translation>
    </message>
    <message>
        <source>{wrong} of {images} are answered wrongly ({share}).</source>
        <translation>{images} 中 {wrong} が誤答です（{share}）。</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>“{name}” alone would have {n} of {images} images: is that one patient?</source>
        <translation>「{name}」だけで画像 {images} 枚中 {n} 枚になります。これは 1 人の患者ですか？</translation>
    </message>
    <message>
        <source>→ patient {name}</source>
        <translation>→ 患者 {name}</translation>
    </message>
</context>
</TS>
